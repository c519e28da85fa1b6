package io.finops.localstack.command;

import io.finops.localstack.layout.SecretVolumes;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What Compose runs before everything else. */
@Command(
        name = "secrets",
        hidden = true,
        description = {
            "Fills Compose's secret volumes once and keeps what is there.",
            "A value in the environment (.env.example) wins over a generated one, also later."
        },
        mixinStandardHelpOptions = true)
public final class SecretsCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the volumes are mounted.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        new SecretVolumes(out, System.getenv()).fill();
        System.out.println("{\"level\":\"INFO\",\"message\":\"secrets are in place\"}");
        return 0;
    }
}
