package io.finops.report.content;

import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Which releases made a payment dearer, as the rules judge it: each against the one before it, at the same age and at the same prices. */
final class DearerReleases {
    private DearerReleases() {}

    /** @param releases the newest first */
    static List<Headline> lines(Questions questions, List<Release> releases) {
        Answer<List<Sample>> certain =
                questions.all("max by (version, commit, of) (max_over_time(finops:release_cost_rise:certain["
                        + questions.period().window() + "]))");
        List<Headline> lines = new ArrayList<>();
        for (Sample row : certain.value()) {
            // A restart of the same release is no new one: it counts from its first start.
            releases.stream()
                    .filter(release -> release.version().equals(row.label("version"))
                            && release.commit().equals(row.label("commit")))
                    .reduce((newer, older) -> older)
                    .ifPresent(release -> line(questions, release, row.label("of"), lines));
        }
        return lines;
    }

    private static void line(Questions questions, Release release, String of, List<Headline> lines) {
        String labels = release.selector() + ",of=\"" + of + "\"";
        long judged = release.judgedAt();
        // From a tenth on, as CostPerPaymentRose goes on.
        Answer<OptionalDouble> rise = questions.one(
                "max(last_over_time(finops:release_cost_rise:ratio{" + labels + "}[5m] @ " + judged + ")) > 0.1");
        if (rise.value().isEmpty()) {
            return;
        }
        long seconds = Math.max(
                60, Duration.between(release.started(), release.until()).toSeconds());
        Answer<OptionalDouble> added = questions.one("sum(last_over_time(finops:release_added_cost_usd:per_transaction{"
                + labels + "}[5m] @ " + judged
                + ")) * sum(sum_over_time(avg_over_time(finops:transactions_approved:rate5m[300s])[" + seconds
                + "s:60s] @ " + release.until().getEpochSecond() + ")) * 60");
        double usd = added.value().orElse(0);
        boolean runs = release.until().equals(questions.period().end());
        lines.add(new Headline(
                true,
                usd,
                "The release " + release.name() + " of " + Times.minute(release.started())
                        + " UTC made a payment dearer: "
                        + (of.equals("fees") ? "the gateway's fees are " : "computing it costs ")
                        + Unit.RATIO.format(rise.value().getAsDouble())
                        + (of.equals("fees") ? " higher" : " more")
                        + ", " + Unit.USD.format(usd)
                        + (runs ? " so far." : " until the next release."),
                List.of(rise.footnote(), added.footnote())));
    }
}
