package io.finops.costexporter.config;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostFilter;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns configured words into views and cost bases, or says in one line what is wrong with them. */
public final class ConfiguredViews {
    /** The view that is there unless others are configured. */
    public static final CostView BY_SERVICE =
            new CostView("service", List.of(Grouping.parse("service")), List.of(), 50);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Pattern BILLING_VIEW = Pattern.compile("arn:aws[a-z-]*:billing::\\d{12}:billingview/.+");
    private static final String PREFIX = "cost-exporter.views[";

    private ConfiguredViews() {}

    /** Throws an {@link InvalidConfiguration} that names the property that cannot work. */
    public static List<CostView> of(@Nullable List<ExporterProperties.View> configured) {
        if (configured == null || configured.isEmpty()) {
            return List.of(BY_SERVICE);
        }
        List<CostView> views = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < configured.size(); i++) {
            CostView view = view(PREFIX + i + "]", configured.get(i));
            if (view.name().equals(CostView.WHOLE_BILL.name()) || !names.add(view.name())) {
                throw new InvalidConfiguration(
                        PREFIX + i + "].name", view.name(), "a name that no other view has, and not bill");
            }
            views.add(view);
        }
        if (views.stream().noneMatch(CostView::isWhole)) {
            views.add(CostView.WHOLE_BILL);
        }
        return List.copyOf(views);
    }

    private static CostView view(String at, ExporterProperties.View view) {
        if (!NAME.matcher(view.name()).matches()) {
            throw new InvalidConfiguration(at + ".name", view.name(), "lower-case letters, digits, - and _");
        }
        if (view.groupBy().size() > CostView.MAX_GROUPINGS) {
            throw new InvalidConfiguration(
                    at + ".group-by", String.join(",", view.groupBy()), "at most two groupings, as AWS allows");
        }
        if (view.top() < 1) {
            throw new InvalidConfiguration(at + ".top", view.top(), "1 or more");
        }
        List<Grouping> groupings = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < view.groupBy().size(); i++) {
            String property = at + ".group-by[" + i + "]";
            Grouping grouping = grouping(property, view.groupBy().get(i));
            if (!labels.add(grouping.label())) {
                throw new InvalidConfiguration(
                        property,
                        view.groupBy().get(i),
                        "groupings whose labels differ, and " + grouping.label() + " is there already");
            }
            groupings.add(grouping);
        }
        List<CostFilter> filters = new ArrayList<>();
        addFilters(filters, at + ".include", view.include(), false);
        addFilters(filters, at + ".exclude", view.exclude(), true);
        String billingView = view.billingView();
        if (!billingView.isEmpty() && !BILLING_VIEW.matcher(billingView).matches()) {
            throw new InvalidConfiguration(
                    at + ".billing-view",
                    billingView,
                    "an ARN such as arn:aws:billing::123456789012:billingview/custom-1a2b3c");
        }
        return new CostView(view.name(), groupings, filters, view.top(), view.daily(), billingView);
    }

    private static void addFilters(
            List<CostFilter> filters, String at, List<ExporterProperties.Filter> configured, boolean exclude) {
        for (int i = 0; i < configured.size(); i++) {
            ExporterProperties.Filter filter = configured.get(i);
            Grouping by = grouping(at + "[" + i + "].by", filter.by());
            if (filter.values().isEmpty()) {
                throw new InvalidConfiguration(at + "[" + i + "].values", "", "at least one value, as AWS spells it");
            }
            filters.add(new CostFilter(by, filter.values(), exclude));
        }
    }

    private static Grouping grouping(String property, String word) {
        try {
            return Grouping.parse(word);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(property, word, "one of " + Grouping.ACCEPTED);
        }
    }

    /** Throws an {@link InvalidConfiguration} for a word that is no cost basis, or none at all. */
    public static List<CostBasis> bases(List<String> words) {
        List<CostBasis> bases = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            bases.add(Arrays.stream(CostBasis.values())
                    .filter(basis -> basis.label().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidConfiguration(
                            "cost-exporter.cost-bases", word, "one of " + CostBasis.accepted())));
        }
        if (bases.isEmpty() || new HashSet<>(bases).size() < bases.size()) {
            throw new InvalidConfiguration(
                    "cost-exporter.cost-bases",
                    words,
                    "each of " + CostBasis.accepted() + " at most once, one at least");
        }
        return List.copyOf(bases);
    }
}
