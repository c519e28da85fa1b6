package io.finops.rehearsal.deploy;

import io.finops.localstack.StackException;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.rehearsal.smoke.SmokeTestCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deploy",
        description = {
            "Brings an overlay of deploy/kubernetes to a cluster: shows the difference, applies it, waits for the"
                    + " rollout, runs the",
            "smoke test, and goes back to what worked before when one of the two fails. Exit code 1 unless it is"
                    + " deployed."
        },
        mixinStandardHelpOptions = true)
public final class DeployCommand implements StackWord {
    @Parameters(
            paramLabel = "ENV",
            description = "local, staging, production, or another folder in deploy/kubernetes/overlays.")
    private String environment = "";

    @Option(names = "--context", paramLabel = "NAME", description = "kubectl's context (its current one).")
    private @Nullable String context;

    @Option(names = "--dry-run", description = "Only shows the difference.")
    private boolean dryRun;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long one workload may take to roll out (${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "A merchant's key: the smoke test then makes a payment, a real one where the gateway is real."
                    + " local has its own.")
    private @Nullable Path keyFile;

    @Override
    public Integer call() {
        StackHome home = StackOptions.home();
        Path overlays = home.repository().resolve("deploy/kubernetes/overlays");
        Path overlay = overlays.resolve(environment);
        if (!environment.matches("[a-z0-9-]+") || !Files.isDirectory(overlay)) {
            throw new StackException("there is no environment " + environment + "; there are: " + names(overlays));
        }
        boolean local = environment.equals("local");
        Kubectl kubectl = new Kubectl(context, local ? Kubectl.NAMESPACE : Kubectl.NAMESPACE + "-" + environment);
        KubectlCluster cluster = new KubectlCluster(kubectl, Duration.ofSeconds(patience));
        RenderedOverlay rendered = cluster.render(overlay);
        if (dryRun) {
            System.out.println(cluster.difference(rendered).stripTrailing());
            return 0;
        }
        if (local) {
            if (!cluster.hasNamespace()) {
                kubectl.ask("create", "namespace", kubectl.namespace());
            }
            new DemoSecrets(kubectl, new Secrets(home.secrets())).createMissing();
        }
        Deployment deployment =
                new Deployment(cluster, () -> SmokeTestCommand.passes(kubectl, local, keyFile), System.out::println);
        return switch (deployment.run(rendered)) {
            case DEPLOYED, NOTHING_TO_DO -> 0;
            case ROLLED_BACK, BROKEN -> 1;
        };
    }

    private static String names(Path overlays) {
        String[] names = Objects.requireNonNullElse(overlays.toFile().list(), new String[0]);
        Arrays.sort(names);
        return String.join(", ", names);
    }
}
