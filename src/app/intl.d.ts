import type { Words } from '#src/messages/words.ts'

declare module 'use-intl' {
  interface AppConfig {
    Messages: Words
  }
}
