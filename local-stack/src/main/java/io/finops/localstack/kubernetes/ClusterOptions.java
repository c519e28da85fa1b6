package io.finops.localstack.kubernetes;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command speaks of, for commands that know more than one way of running. */
public final class ClusterOptions {
    @Option(
            names = "--kubernetes",
            description = "The stack in a cluster, as kubectl reaches it, instead of the one on this machine.")
    private boolean kubernetes;

    @Option(names = "--context", paramLabel = "NAME", description = "kubectl's context (its current one).")
    private @Nullable String context;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = Kubectl.NAMESPACE,
            description = "The namespace (${DEFAULT-VALUE}).")
    private String namespace = Kubectl.NAMESPACE;

    /** The cluster, if one was asked for. */
    public Optional<Kubectl> asked() {
        return kubernetes ? Optional.of(new Kubectl(context, namespace)) : Optional.empty();
    }
}
