import type { Words } from './messages/words.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en-GB'
    Messages: Words
  }
}
