/* The same stack without our app: what it can do when it is written the plain way, and nothing more than a name and a photo. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes, useNavigate, useParams } from 'react-router-dom'
import { IntlProvider, useTranslations } from 'use-intl'
import * as v from 'valibot'
import './bare.css'

const customer = v.object({
  profiles: v.array(v.object({ firstName: v.string() })),
  customerImage: v.array(v.object({ secureFilePath: v.string() })),
})
const messages = { find: 'Find a customer', photo: 'Photo of {name}' }

function Find() {
  const t = useTranslations()
  const navigate = useNavigate()
  const submit = (event) => {
    event.preventDefault()
    void navigate(`/customers/${event.currentTarget.elements.id.value}`)
  }
  return (
    <form onSubmit={submit} className="flex gap-2 p-4">
      <label>
        {t('find')} {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- as the pages it is compared with */}
        <input name="id" autoFocus className="border" />
      </label>
    </form>
  )
}

function Customer() {
  const t = useTranslations()
  const { id } = useParams()
  const { data } = useQuery({
    queryKey: ['customer', id],
    queryFn: async () => v.parse(customer, await (await fetch(`/json/${id}`)).json()),
  })
  if (data === undefined) return null
  const [{ firstName: name }] = data.profiles
  return (
    <section className="p-4">
      <h1 className="text-2xl">{name}</h1>
      <img key={id} src={data.customerImage[0].secureFilePath} alt={t('photo', { name })} width="400" />
    </section>
  )
}

createRoot(document.getElementById('app')).render(
  <IntlProvider locale="en" messages={messages} timeZone="UTC">
    <QueryClientProvider client={new QueryClient()}>
      <BrowserRouter>
        <Find />
        <Routes>
          <Route path="/customers/:id" element={<Customer />} />
          <Route path="*" element={null} />
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  </IntlProvider>,
)
