package io.finops.kubernetes;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Kubernetes's API types, refusing every field that they do not have and every value of another type. */
final class StrictApi {
    /** Objects of operators: they have no type here, and tests of their own. */
    private static final List<String> EXTENSIONS =
            List.of("monitoring.coreos.com/", "postgresql.cnpg.io/", "external-secrets.io/");

    private final KubernetesSerialization types = new KubernetesSerialization();
    private final JsonMapper strict = JsonMapper.builder()
            .annotationIntrospector(new NoCollectorOfUnknownFields())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /** What the API would say against an object; empty when nothing, or when it is an operator's. */
    Optional<String> complaint(Manifest manifest) {
        String version = manifest.text("apiVersion");
        Class<? extends KubernetesResource> type = types.getRegisteredKubernetesResource(version, manifest.kind());
        if (type == null) {
            return EXTENSIONS.stream().anyMatch(version::startsWith)
                    ? Optional.empty()
                    : Optional.of(manifest + ": there is no " + version + " " + manifest.kind());
        }
        try {
            strict.convertValue(manifest.content(), type);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(manifest + ": " + e.getMessage());
        }
    }

    /** The types put what they do not know into a map; without it, it is an error. */
    private static final class NoCollectorOfUnknownFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
            return false;
        }
    }
}
