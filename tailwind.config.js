import plugin from 'tailwindcss/plugin'

/*
 * Design tokens, and nothing else. The neutral ramp is slightly cool; light and dark are designed separately. The accent is a deep
 * teal-blue: red and green are kept for status, where an icon and a word always go with them.
 */

const light = {
  'n-1': '#ffffff',
  'n-2': '#f6f8f9',
  'n-3': '#eceff2',
  'n-4': '#e0e5e9',
  'n-5': '#d0d7dd',
  'n-6': '#b8c2ca',
  'n-7': '#94a1ab',
  'n-8': '#707e89',
  'n-9': '#566470',
  'n-10': '#3f4b55',
  'n-11': '#27313a',
  'n-12': '#0f171d',
  accent: '#0a566f',
  'accent-strong': '#073f52',
  'on-accent': '#ffffff',
  'accent-wash': '#e4f1f6',
  info: '#0a566f',
  'info-wash': '#e4f1f6',
  caution: '#7a4100',
  'caution-wash': '#fdf1de',
  stop: '#98161c',
  'stop-wash': '#fdeceb',
  ok: '#115c36',
  'ok-wash': '#e5f4ea',
  floating: '0 1px 2px rgb(15 23 29 / 6%), 0 6px 20px rgb(15 23 29 / 8%)',
}

const dark = {
  'n-1': '#11181d',
  'n-2': '#0b1115',
  'n-3': '#1a232a',
  'n-4': '#263139',
  'n-5': '#34414a',
  'n-6': '#485761',
  'n-7': '#66757f',
  'n-8': '#8796a0',
  'n-9': '#a7b4bc',
  'n-10': '#c2ccd3',
  'n-11': '#dde4e8',
  'n-12': '#f4f7f9',
  accent: '#74cbe6',
  'accent-strong': '#a3def0',
  'on-accent': '#04202b',
  'accent-wash': '#10303c',
  info: '#8fd5ea',
  'info-wash': '#10303c',
  caution: '#f3c37c',
  'caution-wash': '#33240f',
  stop: '#ffaaa5',
  'stop-wash': '#3a1a1b',
  ok: '#8fdcae',
  'ok-wash': '#12301f',
  floating: '0 1px 2px rgb(0 0 0 / 40%), 0 6px 20px rgb(0 0 0 / 40%)',
}

const asVariables = (tokens) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]))

const themes = plugin(({ addBase }) => {
  addBase({
    ':root': { ...asVariables(light), colorScheme: 'light dark' },
    '@media (prefers-color-scheme: dark)': { ':root': asVariables(dark) },
  })
})

const { floating: _, ...colourTokens } = light
const colors = Object.fromEntries(Object.keys(colourTokens).map((name) => [name, `var(--${name})`]))

/** @type {import('tailwindcss').Config} */
export default {
  theme: {
    extend: {
      colors: {
        ...colors,
        page: 'var(--n-2)',
        panel: 'var(--n-1)',
        tone: 'var(--n-3)',
        line: 'var(--n-4)',
        edge: 'var(--n-8)',
        ink: 'var(--n-12)',
        quiet: 'var(--n-10)',
      },
      fontFamily: {
        sans: ['system-ui', '-apple-system', '"Segoe UI"', 'Roboto', '"Noto Sans"', 'sans-serif'],
      },
      fontSize: {
        small: ['0.8125rem', { lineHeight: '1.25rem' }],
        body: ['0.9375rem', { lineHeight: '1.5rem' }],
        large: ['1.0625rem', { lineHeight: '1.5rem' }],
        title: ['1.375rem', { lineHeight: '1.75rem' }],
        name: ['2rem', { lineHeight: '2.5rem' }],
      },
      fontWeight: { normal: '400', strong: '600' },
      borderRadius: { control: '8px', panel: '10px' },
      transitionDuration: { DEFAULT: '120ms' },
    },
  },
  plugins: [themes],
}
