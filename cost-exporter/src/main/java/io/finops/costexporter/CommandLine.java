package io.finops.costexporter;

import io.finops.costexporter.check.CheckCommand;
import io.finops.costexporter.config.ConfigurationFailure;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.history.HistoryCommand;
import io.finops.costexporter.history.HistoryOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/** The commands that do one thing and end. They take the same configuration as the service. */
enum CommandLine {
    CHECK("offline") {
        @Override
        int run(ExporterProperties properties, PropertySource<?> options) {
            return CheckCommand.run(properties, options.containsProperty("offline"));
        }
    },
    HISTORY("(from|to|out)=.+") {
        @Override
        int run(ExporterProperties properties, PropertySource<?> options) throws IOException {
            return HistoryCommand.run(
                    properties,
                    HistoryOptions.of((String) options.getProperty("from"), (String) options.getProperty("to"), (String)
                            options.getProperty("out")));
        }
    };

    private static final Set<String> HELP = Set.of("help", "--help", "-h", "-?");
    private static final Set<String> VERSION = Set.of("version", "--version", "-V");
    private static final String USAGE = """
            cost-exporter: publishes the AWS bill as Prometheus metrics on /metrics.

            java -jar cost-exporter.jar [--<property>=<value> ...]            the service, on http://127.0.0.1:8081
            java -jar cost-exporter.jar check [--offline]                     is everything right? Names missing permissions.
                                                                              One paid request for the bill, each billing view and
                                                                              each paid collector; --offline asks AWS nothing
            java -jar cost-exporter.jar history --from <day> [--to <day>] --out <file>
                                                                              past days as OpenMetrics, for promtool
            java -jar cost-exporter.jar help | version

            Properties that most need, also as environment variables (COST_EXPORTER_REFRESH_INTERVAL) or YAML
            (--spring.config.additional-location=file:finops.yaml):
              --server.port=8081                                --server.address=127.0.0.1
              --cost-exporter.state-dir=state                   figures and spent requests that outlive a restart
              --cost-exporter.refresh-interval=8h               how often the bill is read; each read costs USD 0.01 or more
              --cost-exporter.request-budget-per-day=12         a hard limit
              --cost-exporter.collectors=forecast,budgets       also anomalies, savings-plans, reservations,
                                                                usage, recommendations, month-change
              --cost-exporter.views[0].name=service --cost-exporter.views[0].group-by=service
            Everything else: docs/cost-exporter.md. Credentials come from the AWS SDK's default chain.
            """;

    /** A name with a dot is a property's; Spring has no others but these two. */
    private static final Pattern OF_THE_SERVICE = accepted("debug|trace");

    private final Pattern accepted;

    /** @param own the options that only this command has, without dashes */
    CommandLine(String own) {
        accepted = accepted(own);
    }

    private static Pattern accepted(String own) {
        return Pattern.compile("--(" + own + "|[^=.]+\\.[^=]+(=.*)?)", Pattern.DOTALL);
    }

    /**
     * Does what the arguments say and returns the exit code: 0 done, 1 failed, 2 not understood; nothing where they ask for
     * the service.
     */
    static OptionalInt dispatch(String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (HELP.contains(first) || Arrays.asList(args).contains("--help")) {
            System.out.print(USAGE);
            return OptionalInt.of(0);
        }
        if (VERSION.contains(first)) {
            System.out.println("cost-exporter " + BuildInfo.version() + " (Java " + Runtime.version() + ")");
            return OptionalInt.of(0);
        }
        for (CommandLine command : values()) {
            if (first.equalsIgnoreCase(command.name())) {
                return OptionalInt.of(command.run(args));
            }
        }
        return refused(OF_THE_SERVICE, args)
                .map(word -> complain(word + " is neither a command ("
                        + Arrays.stream(values()).map(CommandLine::word).collect(Collectors.joining(", "))
                        + ", help, version) nor a property (--name=value)"))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** What is mistyped would otherwise be passed over: a check that was meant to be free would ask AWS. */
    private static Optional<String> refused(Pattern accepted, String... args) {
        return Arrays.stream(args)
                .filter(arg -> !accepted.matcher(arg).matches())
                .findFirst();
    }

    private static int complain(String what) {
        System.err.println("cost-exporter: " + what + "; try help");
        return 2;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract int run(ExporterProperties properties, PropertySource<?> options) throws IOException;

    /** Runs the command with the arguments after its name, and says how it ended. */
    int run(String[] args) {
        String[] options = join(Arrays.copyOfRange(args, 1, args.length));
        Optional<String> refused = refused(accepted, options);
        if (refused.isPresent()) {
            return complain(refused.get().replaceFirst("^=", "") + " is nothing that " + word() + " understands");
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                // Plain words on the terminal instead of log lines.
                .properties(Map.of("logging.level.root", "off"))
                .logStartupInfo(false)
                .run(options)) {
            return run(context.getBean(ExporterProperties.class), new SimpleCommandLinePropertySource(options));
        } catch (IOException e) {
            System.err.println(e);
            return 1;
        } catch (RuntimeException e) {
            System.err.println(ConfigurationFailure.line(e).orElseGet(e::toString));
            return 2;
        }
    }

    /** {@code --from 2026-08-01} as well as {@code --from=2026-08-01}. */
    static String[] join(String[] args) {
        StringBuilder joined = new StringBuilder();
        for (String arg : args) {
            joined.append(arg.startsWith("--") ? "\n" : "=").append(arg);
        }
        return joined.isEmpty() ? new String[0] : joined.substring(1).split("\n", -1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ExporterProperties.class)
    static class Settings {}
}
