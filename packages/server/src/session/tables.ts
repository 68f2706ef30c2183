export interface SessionTables {
  session: SessionTable;
  sign_in: SignInTable;
}

/**
 * Somebody who is signed in at this backend. Found by what her browser brings, so that its key is not led by a structure: before she has chosen
 * one there is none, and a person is not of one structure.
 */
export interface SessionTable {
  /** Of the cookie's value, which only her browser has. */
  id_hash: string;
  /** The structure she acts in; empty until she has chosen. */
  structure_id: string;
  /** Her row there; empty until she has chosen. */
  professional_id: string;
  issuer: string;
  subject: string;
  rpps: string | null;
  /** What the issuer's claims leave her, where they say so: a structure, a JSON list of roles. */
  claimed_structure: string | null;
  claimed_roles: string | null;
  /** The one role she has chosen; all she has when absent. */
  chosen_role: string | null;
  language: 'fr' | 'en';
  /** The issuer's tokens, encrypted under a key that needs the cookie. */
  tokens: string | null;
  created_at: number;
  /** When it ends unless she asks for something before. */
  expires_at: number;
  /** When it ends whatever she does. */
  ends_at: number;
  /** When the issuer is asked next whether she is still signed in there; absent when it is not asked. */
  check_at: number | null;
}

/** A sign-in under way, from our page to the issuer and back. */
export interface SignInTable {
  state_hash: string;
  /** Of the cookie that only the browser has which began it. */
  browser_hash: string;
  /** Path of the page to go back to, on this backend's own origin. */
  return_path: string;
  /** The structure and the role asked for; empty for none. */
  structure_id: string;
  role: string;
  language: 'fr' | 'en';
  expires_at: number;
  /** An answer counts once. */
  used_at: number | null;
}
