{{/* Names are fixed, without the release's name: rules, dashboards and log labels select them. So one release a namespace. */}}
{{- define "finops.selector" -}}
app.kubernetes.io/name: {{ . }}
app.kubernetes.io/part-of: finops-observability
{{- end }}

{{- define "finops.labels" -}}
{{ include "finops.selector" .name }}
app.kubernetes.io/version: {{ .root.Values.images.tag | default .root.Chart.AppVersion | quote }}
{{- end }}

{{- define "finops.image" -}}
{{- $images := .root.Values.images -}}
{{- $image := printf "%sfinops-observability/%s:%s" $images.registry .name ($images.tag | default .root.Chart.AppVersion) -}}
{{- with index $images.digests .name }}{{ $image = printf "%s@%s" $image . }}{{ end -}}
image: {{ $image | quote }}
imagePullPolicy: {{ $images.pullPolicy }}
{{- end }}

{{/* The user of the images (deploy/compose/java.Dockerfile), and what the profile `restricted` asks for. */}}
{{- define "finops.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "finops.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "finops.env" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* Where a plain Prometheus scrapes the pod, by the well-known annotations; `interval` is ours. */}}
{{- define "finops.scrape" -}}
prometheus.io/scrape: "true"
prometheus.io/port: {{ .port | quote }}
prometheus.io/path: /metrics
prometheus.io/scrape-interval: {{ .interval }}
{{- end }}
