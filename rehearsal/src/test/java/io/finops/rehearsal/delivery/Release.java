package io.finops.rehearsal.delivery;

import io.finops.localstack.check.ToolReleases;
import io.finops.localstack.config.Version;
import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An Alertmanager that is at hand: what {@code ./stack} would run, Debian's, and any in {@code .stack/tools/<name>/bin}.
 *
 * @param command what starts it
 */
record Release(Version version, List<String> command) {
    static Stream<Release> all() {
        Tools tools = new Tools(home().tools(), System.out::println);
        return new ToolReleases(tools, home().tools())
                .of(Program.ALERTMANAGER).entrySet().stream()
                        .map(release -> new Release(release.getKey(), release.getValue()));
    }

    /** Where the jars and the tools are. */
    static StackHome home() {
        Path repository = Checkout.root();
        return new StackHome(repository.resolve(".stack"), repository);
    }

    @Override
    public String toString() {
        return "Alertmanager " + version;
    }
}
