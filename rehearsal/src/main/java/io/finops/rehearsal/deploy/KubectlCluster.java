package io.finops.rehearsal.deploy;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.process.Shell;
import io.finops.rehearsal.deploy.RenderedOverlay.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A cluster by way of kubectl. What worked last is kept there, compressed, in a ConfigMap, so that anybody can go back to it. */
final class KubectlCluster implements Cluster {
    private static final String LAST_GOOD = "finops-last-good";
    private static final String KEY = "overlay.yaml.gz";
    private static final Duration APPLY = Duration.ofMinutes(2);

    private final Kubectl kubectl;
    /** An overlay has objects of several namespaces, and each says its own. */
    private final Kubectl objects;

    private final Duration patience;

    /** @param patience how long one workload may take */
    KubectlCluster(Kubectl kubectl, Duration patience) {
        this.kubectl = kubectl;
        this.objects = new Kubectl(kubectl.context(), "");
        this.patience = patience;
    }

    /** Kustomize is part of kubectl. */
    RenderedOverlay render(Path overlay) {
        Shell.Result result = kubectl.run(APPLY, "", "kustomize", overlay.toString());
        if (!result.succeeded()) {
            throw new StackException("kubectl kustomize: " + result.lastLine());
        }
        return new RenderedOverlay(result.output());
    }

    boolean hasNamespace() {
        return kubectl.object("namespace/" + kubectl.namespace()).isPresent();
    }

    @Override
    public String difference(RenderedOverlay overlay) {
        if (!hasNamespace()) {
            return "everything is new: there is no namespace " + kubectl.namespace();
        }
        Shell.Result result =
                objects.run(APPLY, overlay.yaml(), "diff", "--server-side", "--force-conflicts", "-f", "-");
        // 1 is a difference, anything above a failure; a namespace that is new as well cannot be asked about its
        // objects.
        if (result.exitCode() > 1) {
            if (result.output().contains("namespaces \"")) {
                return "a namespace is new: " + result.lastLine();
            }
            throw new StackException("kubectl diff: " + result.lastLine());
        }
        return result.output();
    }

    @Override
    public void apply(RenderedOverlay overlay) {
        Shell.Result result =
                objects.run(APPLY, overlay.yaml(), "apply", "--server-side", "--force-conflicts", "-f", "-");
        if (!result.succeeded()) {
            throw new StackException("kubectl apply: " + result.lastLine());
        }
    }

    @Override
    public Optional<String> awaitRollout(Item workload) {
        Kubectl there = new Kubectl(kubectl.context(), workload.namespace());
        Shell.Result result = there.run(
                patience.plusSeconds(10),
                "",
                "rollout",
                "status",
                workload.path(),
                "--timeout=" + patience.toSeconds() + "s");
        return result.succeeded() ? Optional.empty() : Optional.of(result.lastLine());
    }

    @Override
    public Optional<RenderedOverlay> lastGood() {
        return kubectl.object("configmap/" + LAST_GOOD)
                .map(kept -> kept.path("binaryData").path(KEY).asString(""))
                .filter(encoded -> !encoded.isEmpty())
                .map(encoded -> new RenderedOverlay(unpack(Base64.getDecoder().decode(encoded))));
    }

    @Override
    public void keepAsLastGood(RenderedOverlay overlay) {
        Map<String, Object> kept = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", LAST_GOOD, "namespace", kubectl.namespace()),
                "binaryData",
                Map.of(KEY, Base64.getEncoder().encodeToString(pack(overlay.yaml()))));
        Shell.Result result = kubectl.run(
                APPLY, Json.MAPPER.writeValueAsString(kept), "apply", "--server-side", "--force-conflicts", "-f", "-");
        if (!result.succeeded()) {
            throw new StackException("kubectl apply: " + result.lastLine());
        }
    }

    private static byte[] pack(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String unpack(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StackException("the ConfigMap " + LAST_GOOD + " cannot be read: " + e.getMessage(), e);
        }
    }
}
