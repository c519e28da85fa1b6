package io.finops.rehearsal.delivery;

import tools.jackson.databind.JsonNode;

/** Somebody outside who expects to be called: a dead man's switch. */
final class WebhookStub extends ChannelStub {
    @Override
    Answer judge(String path, JsonNode body, int bytes) {
        return path.equals("/ping") ? text(200, "OK") : text(404, "not found");
    }

    @Override
    boolean isAbout(String service, JsonNode body) {
        return body.path("commonLabels").path("service").asString("").equals(service);
    }
}
