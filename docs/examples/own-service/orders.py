"""pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http prometheus-client"""
import json
import logging
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import Histogram, start_http_server

# Traces. Name, version, sampling and address come from OTEL_… variables; a collector that is away costs spans, nothing else.
trace.set_tracer_provider(TracerProvider())
trace.get_tracer_provider().add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=1)))
tracer = trace.get_tracer("orders")

# Metrics: a label has few values, and each exists from the start, so that a ratio has a divisor.
SECONDS = Histogram("orders_requests_seconds", "Time to answer", ["outcome"], buckets=[0.01, 0.1, 0.5, 2])
for outcome in ("ok", "error"):
    SECONDS.labels(outcome)


class JsonLines(logging.Formatter):
    def format(self, record):
        context = trace.get_current_span().get_span_context()
        line = {
            "@timestamp": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if context.is_valid:
            line |= {"trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}
        if record.exc_info:
            line["stack_trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


handler = logging.FileHandler(os.environ.get("LOG_FILE", "/dev/stdout"))
handler.setFormatter(JsonLines())
logging.basicConfig(level=logging.INFO, handlers=[handler])


class Orders(BaseHTTPRequestHandler):
    def do_GET(self):
        started = time.perf_counter()
        # The caller's trace goes on here, if it sent one (traceparent).
        with tracer.start_as_current_span(
            "GET /orders/{id}", context=propagate.extract(dict(self.headers)), kind=trace.SpanKind.SERVER
        ) as span:
            span.set_attributes({"http.request.method": "GET", "http.route": "/orders/{id}"})
            outcome, status = "ok", 200
            try:
                if self.path.endswith("/0"):
                    raise ValueError("there is no order 0")
            except ValueError:
                outcome, status = "error", 500
                span.set_attribute("error.type", "ValueError")
                span.set_status(trace.Status(trace.StatusCode.ERROR))
                logging.exception("order failed")
            span.set_attribute("http.response.status_code", status)
            seconds = time.perf_counter() - started
            fields = {"event": "request_completed", "status": status, "outcome": outcome, "seconds": round(seconds, 6)}
            logging.info("request completed", extra={"fields": fields})
        SECONDS.labels(outcome).observe(seconds)
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        """Not the server's own line, which repeats what was sent."""


start_http_server(8001, addr="127.0.0.1")
ThreadingHTTPServer(("127.0.0.1", 8000), Orders).serve_forever()
