// go mod init orders && go mod tidy
package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// A label has few values, and each exists from the start, so that a ratio has a divisor.
var seconds = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name: "orders_requests_seconds", Help: "Time to answer", Buckets: []float64{0.01, 0.1, 0.5, 2},
}, []string{"outcome"})

// jsonLines names fields as the other services do, and adds the trace that a line belongs to.
type jsonLines struct{ slog.Handler }

func (h jsonLines) Handle(ctx context.Context, record slog.Record) error {
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		record.AddAttrs(slog.String("trace_id", span.TraceID().String()), slog.String("span_id", span.SpanID().String()))
	}
	return h.Handler.Handle(ctx, record)
}

func names(_ []string, field slog.Attr) slog.Attr {
	switch field.Key {
	case slog.TimeKey:
		field.Key = "@timestamp"
	case slog.MessageKey:
		field.Key = "message"
	}
	return field
}

func main() {
	// Name, version, sampling and address come from OTEL_… variables; a collector that is away costs spans, nothing else.
	exporter, err := otlptracehttp.New(context.Background(), otlptracehttp.WithTimeout(time.Second))
	if err != nil {
		panic(err)
	}
	otel.SetTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter)))
	otel.SetTextMapPropagator(propagation.TraceContext{})
	tracer := otel.Tracer("orders")

	out := os.Stdout
	if name := os.Getenv("LOG_FILE"); name != "" {
		if out, err = os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640); err != nil {
			panic(err)
		}
	}
	log := slog.New(jsonLines{slog.NewJSONHandler(out, &slog.HandlerOptions{ReplaceAttr: names})})
	seconds.WithLabelValues("ok")
	seconds.WithLabelValues("error")

	http.HandleFunc("GET /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		// The caller's trace goes on here, if it sent one (traceparent).
		ctx := otel.GetTextMapPropagator().Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := tracer.Start(ctx, "GET /orders/{id}", trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
			attribute.String("http.request.method", "GET"), attribute.String("http.route", "/orders/{id}")))
		defer span.End()
		outcome, status := "ok", http.StatusOK
		if strings.HasSuffix(r.URL.Path, "/0") {
			outcome, status = "error", http.StatusInternalServerError
			span.SetAttributes(attribute.String("error.type", "no_such_order"))
			span.SetStatus(codes.Error, "")
			log.ErrorContext(ctx, "order failed")
		}
		span.SetAttributes(attribute.Int("http.response.status_code", status))
		took := time.Since(started).Seconds()
		log.InfoContext(ctx, "request completed", "event", "request_completed", "status", status, "outcome", outcome, "seconds", took)
		seconds.WithLabelValues(outcome).Observe(took)
		w.WriteHeader(status)
	})
	http.Handle("/metrics", promhttp.Handler())
	panic(http.ListenAndServe("127.0.0.1:8000", nil))
}
