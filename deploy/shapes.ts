import * as v from 'valibot'

// What the test of the files in this folder reads of them; all else in them is theirs.

const texts = v.record(v.string(), v.string())

/** @see https://kubernetes.io/docs/reference/kubernetes-api/ */
export const kindsServed: Record<string, string> = {
  Deployment: 'apps/v1',
  Service: 'v1',
  Secret: 'v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
}

export const hasMetadata = v.object({
  apiVersion: v.string(),
  kind: v.string(),
  metadata: v.object({ name: v.string(), labels: v.optional(texts) }),
})

export const named = v.object({ ...hasMetadata.entries, stringData: v.optional(texts) })

const probe = v.object({ httpGet: v.object({ path: v.string(), port: v.string() }) })

export const deployment = v.object({
  ...hasMetadata.entries,
  spec: v.object({
    selector: v.object({ matchLabels: texts }),
    template: v.object({
      metadata: v.object({ labels: texts }),
      spec: v.object({
        automountServiceAccountToken: v.boolean(),
        terminationGracePeriodSeconds: v.number(),
        securityContext: v.unknown(),
        volumes: v.array(v.object({ secret: v.object({ secretName: v.string() }) })),
        containers: v.array(
          v.object({
            image: v.string(),
            ports: v.array(v.object({ name: v.string(), containerPort: v.number() })),
            env: v.array(v.object({ name: v.string(), value: v.string() })),
            volumeMounts: v.array(v.object({ mountPath: v.string() })),
            securityContext: v.unknown(),
            startupProbe: probe,
            livenessProbe: probe,
            readinessProbe: probe,
            lifecycle: v.object({ preStop: v.object({ sleep: v.object({ seconds: v.number() }) }) }),
          }),
        ),
      }),
    }),
  }),
})

export const service = v.object({
  spec: v.object({ selector: texts, ports: v.array(v.object({ targetPort: v.string() })) }),
})

export const networkPolicy = v.object({
  spec: v.object({
    ingress: v.array(v.object({ ports: v.array(v.object({ port: v.union([v.string(), v.number()]) })) })),
  }),
})

const matching = v.optional(v.object({ matchLabels: texts }))

export const targets = v.object({
  spec: v.object({
    selector: matching,
    podSelector: matching,
    scaleTargetRef: v.optional(v.object({ kind: v.string(), name: v.string() })),
  }),
})

const names = v.array(v.string())

/** @see https://github.com/compose-spec/compose-spec/blob/main/spec.md */
export const composeFile = v.object({
  services: v.record(
    v.string(),
    v.looseObject({
      environment: v.optional(texts),
      networks: names,
      secrets: v.optional(names),
      volumes: v.optional(names),
      depends_on: v.optional(v.record(v.string(), v.unknown())),
      stop_grace_period: v.optional(v.string()),
      build: v.optional(v.object({ context: v.string(), dockerfile: v.string() })),
    }),
  ),
  networks: v.record(v.string(), v.unknown()),
  volumes: v.record(v.string(), v.unknown()),
  secrets: v.record(v.string(), v.unknown()),
})
