// Makes spans of generative AI with OpenTelemetry's own SDK and sends them with its own exporter, configured by its own environment
// variables, twice: as a client does whose first answer was lost. Says when it began.
import { SpanKind } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";

const format = process.argv[2];
const { OTLPTraceExporter } = format === "json" ? await import("@opentelemetry/exporter-trace-otlp-http") : await import("@opentelemetry/exporter-trace-otlp-proto");

const kept = new InMemorySpanExporter();
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ "service.name": `exporter-${format}` }),
  spanProcessors: [new SimpleSpanProcessor(kept)],
});
const tracer = provider.getTracer("test");
for (let call = 0; call < 10; call++) {
  const span = tracer.startSpan("chat test-model", { kind: SpanKind.CLIENT });
  if (call < 8) {
    span.setAttribute("gen_ai.operation.name", "chat");
  }
  span.setAttributes({
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "test-model",
    "gen_ai.response.model": "test-model",
    "gen_ai.usage.input_tokens": 1500,
    "gen_ai.usage.cache_read.input_tokens": 1024,
    "gen_ai.usage.cache_creation.input_tokens": 128,
    "gen_ai.usage.output_tokens": 400,
    "gen_ai.usage.reasoning.output_tokens": 150,
    "gen_ai.input.messages": JSON.stringify([{ role: "user", content: "a secret of a person" }]),
  });
  span.addEvent("gen_ai.user.message", { content: "a secret of a person" });
  span.end();
}

const exporter = new OTLPTraceExporter();
const send = () => new Promise((resolve, reject) =>
  exporter.export(kept.getFinishedSpans(), (result) => (result.code === 0 ? resolve() : reject(result.error ?? new Error("not exported")))));
const began = Date.now();
await send();
await send();
await exporter.shutdown();
console.log(began);
