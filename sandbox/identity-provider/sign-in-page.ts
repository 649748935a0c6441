import type { Employee } from './identity-provider.ts'

/** The provider's own page, on which a click, or Enter for the first, is enough. */
export const signInPage = (employees: readonly Employee[]) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Demo identity provider</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-inline-size: 24rem; margin: 12vh auto; padding: 0 1rem; color-scheme: light dark }
  button { display: block; inline-size: 100%; min-block-size: 2.75rem; margin-block: .5rem; font: inherit; text-align: start; padding-inline: 1rem }
</style>
<h1>Demo identity provider</h1>
<p>This stands for your company’s own sign-in. Who are you?</p>
<form method="post">
${employees
  .map(
    ({ id, name, role }, at) =>
      `  <button name="person" value="${id}"${at === 0 ? ' autofocus' : ''}>${name} (${role ?? 'no role at the counter'})</button>`,
  )
  .join('\n')}
  <button name="person" value="">Cancel</button>
</form>
</html>`
