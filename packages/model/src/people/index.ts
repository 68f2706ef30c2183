export * from './person.ts';
export * from './typed.ts';
