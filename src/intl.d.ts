import type { Words } from './messages/words.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: Words
  }
}
