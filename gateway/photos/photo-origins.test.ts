import { expect, test } from 'vitest'
import { allowedUrl, readPhotoOrigin } from './photo-origins.ts'

const allowed = [
  'https://*.amazonaws.com',
  'https://photos.example:8443/customerImage/',
  'http://127.0.0.1:9000',
]
const origins = allowed.map(readPhotoOrigin).filter((origin) => origin !== undefined)

test.each([
  'https://s3-eu-west-1.amazonaws.com/fs.capillary.eu/customerImage/1/2/3?X-Amz-Date=x',
  'https://bucket.s3.eu-west-1.amazonaws.com/photo',
  'https://S3.AMAZONAWS.COM/photo',
  'https://s3.amazonaws.com:443/photo',
  'https://photos.example:8443/customerImage/1',
  'http://127.0.0.1:9000/photo',
])('a photo may be fetched from %s', (link) => {
  expect(allowedUrl(link, origins)?.href).toBe(new URL(link).href)
})

test.each([
  'http://s3.amazonaws.com/photo',
  'https://s3.amazonaws.com:8443/photo',
  'https://amazonaws.com/photo',
  'https://evilamazonaws.com/photo',
  'https://s3.amazonaws.com.example.net/photo',
  'https://s3.amazonaws.com@example.net/photo',
  'https://user:word@s3.amazonaws.com/photo',
  'https://example.net/?https://s3.amazonaws.com/photo',
  'https://example.net#.amazonaws.com',
  'https://example.net\\.amazonaws.com/photo',
  'https://photos.example/customerImage/1',
  'https://photos.example:8443/other/1',
  'https://photos.example:8443/customerImage/../other/1',
  'https://photos.example:8443/customerImage/%2e%2e/other/1',
  'https://photos.example:8443/customerImage/..%2fother/1',
  'https://photos.example:8443/customerImage/..%5cother/1',
  'https://photos.example:8443/customerImage\\..\\other',
  'https://s3.amazonaws.com/customerImage/1\\..\\2',
  'https://s3.amazonaws.com/customerImage//1/2',
  'https://s3.amazonaws.com/customerImage/%252e%252e/2',
  'https://s3.amazonaws.com/customerImage/1%2E',
  'http://127.0.0.1:9001/photo',
  'http://localhost:9000/photo',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:127.0.0.1]:9000/photo',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  '//s3.amazonaws.com/photo',
  '/photo',
  'the photo is in the drawer',
  '',
])('no photo is fetched from %s', (link) => {
  expect(allowedUrl(link, origins)).toBeUndefined()
})
