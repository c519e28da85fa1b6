package io.finops.costexporter.aws;

import io.finops.costexporter.recommendation.Recommendations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.costoptimizationhub.model.ListRecommendationSummariesResponse;

/** Summaries from {@code cost-optimization-hub:ListRecommendationSummaries}, which is free of charge. Thread-safe. */
record RecommendationApi(CostOptimizationHubClient client, int maxPages) {
    /** Throws a {@link io.finops.costexporter.source.ReadFailure}. */
    Recommendations read() {
        // AWS can repeat items over pages; an action comes once.
        Map<String, Recommendations.Action> actions = new LinkedHashMap<>();
        List<ListRecommendationSummariesResponse> pages = new ArrayList<>();
        return Answers.understood("a recommendation", () -> {
            Answers.pages(
                    maxPages,
                    token -> client.listRecommendationSummaries(
                            request -> request.groupBy("ActionType").nextToken(token)),
                    ListRecommendationSummariesResponse::nextToken,
                    page -> {
                        pages.add(page);
                        page.items()
                                .forEach(item -> actions.put(
                                        item.group(),
                                        new Recommendations.Action(
                                                Objects.requireNonNull(item.group()),
                                                item.estimatedMonthlySavings(),
                                                item.recommendationCount())));
                    });
            ListRecommendationSummariesResponse all = pages.get(0);
            return new Recommendations(
                    Objects.requireNonNull(all.currencyCode(), "currency"),
                    all.estimatedTotalDedupedSavings(),
                    List.copyOf(actions.values()));
        });
    }
}
