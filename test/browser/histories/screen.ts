import { notifyManager, QueryObserver, type QueryClient } from '@tanstack/react-query'
import type { Customer } from '#contract/customer/customer.ts'
import type { Photo } from '#contract/customer/photo.ts'
import type { PhotoOnFile } from '#src/api/customers.ts'
import type { ApiFailure } from '#src/api/failure.ts'
import type { Picture } from '#src/api/picture.ts'
import type { Product } from './product.ts'

type PictureObserver = QueryObserver<Picture, ApiFailure, Picture, Picture, string[]>
type Place = { observer: PictureObserver; photo: PhotoOnFile; leave: () => void }

/** What the last render put on the screen. */
export type Shown = {
  customer: Customer | undefined
  hasFailed: boolean
  isFetching: boolean
  pictures: { at: string; photo: PhotoOnFile; picture: Picture | undefined; hasFailed: boolean }[]
}

/**
 * The customer's screen without its markup: one observer for each `useQuery` of `CustomerPage`, `CustomerPhoto` and `Thumbnails`,
 * new wherever React would make a new component. It leaves out their last look at the owner, so that what is below stands alone.
 */
export function openScreen(client: QueryClient, product: Product, userId: string) {
  const lookUp = new QueryObserver(client, product.customerQuery(userId))
  const places = new Map<string, Place>()
  let shown: Shown = { customer: undefined, hasFailed: false, isFetching: true, pictures: [] }
  let isOpen = true

  const keep = (at: string, photo: PhotoOnFile) => {
    const former = places.get(at)
    if (former !== undefined) {
      former.photo = photo
      former.observer.setOptions(product.photoQuery(userId, photo))
      return
    }
    const observer: PictureObserver = new QueryObserver(client, product.photoQuery(userId, photo))
    places.set(at, { observer, photo, leave: observer.subscribe(notifyManager.batchCalls(render)) })
  }
  const drop = (at: string) => {
    places.get(at)?.leave()
    places.delete(at)
  }

  function render() {
    if (!isOpen) return
    const { data, error, isFetching } = lookUp.getCurrentResult()
    const wanted = placesOf(data?.customer.photos ?? [])
    for (const at of places.keys()) if (!wanted.has(at)) drop(at)
    for (const [at, photo] of wanted) keep(at, photo)
    const pictures = [...places].map(([at, { observer, photo }]) => {
      const result = observer.getCurrentResult()
      const hasFailed = result.error !== null && !result.isFetching
      return { at, photo, picture: result.data, hasFailed }
    })
    shown = { customer: data?.customer, hasFailed: error !== null && !isFetching, isFetching, pictures }
  }

  const leaveLookUp = lookUp.subscribe(notifyManager.batchCalls(render))
  render()
  return {
    userId,
    shown: () => shown,
    lookUp: () => lookUp.getCurrentResult(),
    /** Presses "Try again" wherever it is offered. */
    tryAgain() {
      if (shown.hasFailed) void lookUp.refetch({ cancelRefetch: false })
      for (const { at, hasFailed } of shown.pictures) if (hasFailed) void places.get(at)?.observer.refetch()
    },
    close() {
      isOpen = false
      leaveLookUp()
      for (const at of places.keys()) drop(at)
    },
  }
}

export type Screen = ReturnType<typeof openScreen>

/** The large photo by its place at the vendor, the thumbnails by their place on the screen. */
function placesOf(photos: Photo[]) {
  const wanted = new Map<string, PhotoOnFile>()
  const [large] = photos
  if (large?.state === 'on-file') wanted.set(`large ${large.position ?? large.identity}`, large)
  if (photos.length > 1)
    for (const [at, photo] of photos.entries())
      if (photo.state === 'on-file') wanted.set(`thumbnail ${at}`, photo)
  return wanted
}
