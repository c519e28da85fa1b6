package io.finops.traffic.cli;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.http.Target;
import io.finops.traffic.load.Acknowledgements;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.LoadRun;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.RequestSource;
import io.finops.traffic.load.Results;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.report.FinalWords;
import io.finops.traffic.report.OutputFolder;
import io.finops.traffic.report.Progress;
import io.finops.traffic.report.Summary;
import io.finops.traffic.report.Totals;
import io.finops.traffic.stub.WarmUp;
import io.finops.traffic.tracing.ClientSpans;
import io.finops.traffic.verdict.Diagnosis;
import io.finops.traffic.verdict.Threshold;
import io.finops.traffic.verdict.Verdict;
import io.finops.traffic.verify.AcknowledgementLog;
import io.finops.traffic.verify.MoneyCheck;
import io.finops.traffic.verify.MoneyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A run with everything around it: warm-up, progress, files, money check, verdict. */
final class Execution implements AutoCloseable {
    private final OutputFolder folder;
    private final boolean quiet;
    private final @Nullable AcknowledgementLog acknowledgements;
    private volatile @Nullable MoneyCheck moneyCheck;
    private @Nullable IOException fileTrouble;

    /** What is sent where, and how. */
    record Load(
            Target target, @Nullable ApiKey key, LoadSettings settings, PaymentStream payments, ClientSpans spans) {}

    Execution(Path outputDir, boolean quiet, boolean verify) throws IOException {
        this.folder = OutputFolder.open(outputDir);
        this.quiet = quiet;
        this.acknowledgements = verify ? new AcknowledgementLog(folder.file("load_acknowledged.csv")) : null;
    }

    /** Runs to the end and returns the exit code. */
    int run(RunDescription description, Load load, List<Threshold> thresholds, MoneyCheck.Settings moneySettings)
            throws IOException, InterruptedException {
        LoadSettings settings = load.settings();
        LoadRun run = new LoadRun(settings, load.target(), source(load));
        Totals totals = new Totals();
        try (Interruption interruption = new Interruption(() -> stop(run), ExitCode.INTERRUPTED)) {
            WarmUp.run();
            Instant startedAt = Instant.now();
            Progress progress = quiet ? null : progress(settings);
            Results results = totals.results(run.run(listeners(totals, progress)));
            if (progress != null) {
                progress.end();
            }
            MoneyReport money = interruption.happened() ? null : check(load, moneySettings);
            boolean interrupted = interruption.happened();
            Verdict verdict = Verdict.of(
                    results,
                    settings,
                    new Diagnosis(load.target().base(), load.key()),
                    thresholds,
                    money == null ? List.of() : money.complaints());
            int exitCode =
                    interrupted ? ExitCode.INTERRUPTED : fileTrouble == null ? ExitCode.of(verdict) : ExitCode.FAULT;
            speak(results, money, verdict, settings.paced(), interrupted);
            write(Summary.of(
                    description.json(startedAt),
                    results,
                    settings.paced(),
                    interrupted,
                    money == null ? null : money.json(),
                    verdict,
                    exitCode));
            if (!quiet || !verdict.passed()) {
                System.out.println("summary in " + folder.summary());
            }
            return exitCode;
        }
    }

    private void stop(LoadRun run) {
        run.stop();
        MoneyCheck check = moneyCheck;
        if (check != null) {
            check.stop();
        }
    }

    private RequestSource source(Load load) {
        return new RequestSource(
                load.payments(),
                new PaymentRequests(load.target(), load.key()),
                acknowledgements == null ? Acknowledgements.IGNORED : acknowledgements,
                load.spans());
    }

    private Consumer<Interval> listeners(Totals totals, @Nullable Progress progress) {
        List<Consumer<Interval>> listeners = new ArrayList<>(List.of(totals, unlessFull(folder)));
        if (acknowledgements != null) {
            listeners.add(unlessFull(acknowledgements));
        }
        if (progress != null) {
            listeners.add(progress);
        }
        return interval -> listeners.forEach(listener -> listener.accept(interval));
    }

    /** A disk that fills up must not end the run: it goes on without files, and its end says so. */
    private Consumer<Interval> unlessFull(Consumer<Interval> file) {
        return interval -> {
            if (fileTrouble == null) {
                try {
                    file.accept(interval);
                } catch (UncheckedIOException e) {
                    fileTrouble = e.getCause();
                }
            }
        };
    }

    private void write(ObjectNode summary) {
        try {
            folder.write(summary);
        } catch (IOException e) {
            fileTrouble = e;
        }
        if (fileTrouble != null) {
            throw new Failure(
                    ExitCode.FAULT, "the files in " + folder.path() + " are incomplete: " + fileTrouble.getMessage());
        }
    }

    private static Progress progress(LoadSettings settings) {
        return new Progress(
                System.err, Progress.terminal(), settings.plan().duration().toNanos() / 1e9);
    }

    private @Nullable MoneyReport check(Load load, MoneyCheck.Settings settings)
            throws IOException, InterruptedException {
        if (acknowledgements == null || fileTrouble != null) {
            return null;
        }
        if (!quiet) {
            System.err.println("checking the acknowledged payments");
        }
        MoneyCheck check =
                new MoneyCheck(load.target(), load.key(), load.settings().timeout(), load.payments(), settings);
        moneyCheck = check;
        return check.run(acknowledgements.file());
    }

    private void speak(
            Results results, @Nullable MoneyReport money, Verdict verdict, boolean paced, boolean interrupted) {
        if (quiet && verdict.passed()) {
            return;
        }
        if (!quiet) {
            FinalWords.of(results, paced).forEach(System.out::println);
            if (money != null) {
                System.out.println("money        " + money.line());
            }
        }
        FinalWords.of(verdict, interrupted).forEach(System.out::println);
    }

    @Override
    public void close() throws IOException {
        folder.close();
        if (acknowledgements != null) {
            acknowledgements.close();
        }
    }
}
