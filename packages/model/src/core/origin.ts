import * as z from 'zod/mini';

const host = String.raw`(?:[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*|\[[0-9a-f:.]+\])`;
/** The port that a scheme has anyway is left out, as browsers do. */
const pattern = new RegExp(String.raw`^(?:http://${host}(?::(?!80$)\d{1,5})?|https://${host}(?::(?!443$)\d{1,5})?)$`);

/** Where a site's pages come from, exactly as browsers write it in the header `Origin`: scheme, host and port. */
export const Origin = z.string().check(
  z.refine((text) => pattern.test(text), {
    params: {
      accepted: 'an origin such as https://www.example.fr, in lower case, without a path or a slash at the end',
    },
  }),
);
export type Origin = z.infer<typeof Origin>;
