/**
 * The parameter of `/` with the customer for whom a link from another site asked. Nobody is looked up until the associate says so:
 * `gateway/http/static-files.ts` sends such links there, `src/app/search-draft.ts` puts the id into the search box.
 */
export const linkParameter = 'customer'
