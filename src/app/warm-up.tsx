import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'use-intl'
import * as v from 'valibot'
import { readCustomer } from '#contract/customer/customer.ts'
import { findAnswer } from '#contract/api/find.ts'
import { createQueryClient } from './query-client.ts'
import { speaking } from '#src/messages/words.ts'
import { FindingScreen } from '#src/pages/look-up/FindingScreen.tsx'
import { CustomerCard } from '#src/pages/see-customer/CustomerCard.tsx'
import { BrowserRouter } from './router.tsx'
import { Silence } from '#src/ui/LiveAnnouncement.tsx'

/** Nobody, with something in every section. */
const nobody = {
  id: 1,
  profiles: [
    {
      userId: 1,
      firstName: 'Nobody',
      identifiers: [{ type: 'mobile', value: '1' }],
      fields: { city: 'Nowhere' },
      source: 'INSTORE',
    },
  ],
  loyaltyInfo: {
    loyaltyType: 'loyalty',
    lifetimePurchases: 0,
    attributionV2: { createDate: '2020-01-01T00:00:00Z' },
  },
  extendedFields: { gender: 'none' },
  customerImage: [],
}

/** Milliseconds after which the parts that are fetched later have been drawn too. */
const longEnough = 3000

/** The gateway's answer, as if they had been found. */
const found = { outcome: 'found', userId: '1', matchedBy: 'customerId', customer: nobody }

/**
 * Reads an answer, and draws what is shown until it comes and then a customer's screen, once, out of the document, so that the code of
 * the first look-up has been fetched and compiled when somebody waits for it. It asks nobody for anything, and nothing of it is ever seen.
 */
function rehearse() {
  const client = createQueryClient()
  client.setDefaultOptions({ queries: { enabled: false } })
  const root = createRoot(document.createElement('div'))
  const { language, words } = speaking()
  v.safeParse(findAnswer, found)
  root.render(
    <IntlProvider locale={language} messages={words} timeZone="UTC" onError={() => undefined}>
      <QueryClientProvider client={client}>
        <Silence value>
          <BrowserRouter>
            <FindingScreen
              attempt={0}
              readings={[{ kind: 'customerId', value: '1', because: 'digits' }]}
              onFind={() => undefined}
            />
            <CustomerCard
              customer={readCustomer(nobody, '1')}
              isRenewing={false}
              lastRefreshFailed={false}
              onRefresh={() => undefined}
            />
          </BrowserRouter>
        </Silence>
      </QueryClientProvider>
    </IntlProvider>,
  )
  setTimeout(() => {
    root.unmount()
    client.clear()
  }, longEnough)
}

// Safari has no such callback, and no tills.
if ('requestIdleCallback' in window) requestIdleCallback(rehearse)
