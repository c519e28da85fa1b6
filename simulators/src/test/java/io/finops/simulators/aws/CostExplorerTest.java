package io.finops.simulators.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.simulators.RunningSimulators;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.InvalidNextTokenException;
import software.amazon.awssdk.services.costexplorer.model.LimitExceededException;
import software.amazon.awssdk.services.costexplorer.model.RequestChangedException;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/** Cost Explorer through the real SDK. */
class CostExplorerTest {
    private static final RunningSimulators SIMULATORS = RunningSimulators.start();
    private static final CostExplorerClient CLIENT = AwsClients.at(SIMULATORS.uri("/"), CostExplorerClient.builder());

    @BeforeEach
    void setClock() {
        SIMULATORS.put("/clock", "{\"now\":\"2026-11-20T12:00:00Z\"}");
    }

    @AfterEach
    void heal() {
        SIMULATORS.delete("/faults");
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        SIMULATORS.close();
    }

    @Test
    void dailyTotalsAreSomeTwentySixHundredDollars() {
        List<ResultByTime> days = all(query -> {});
        assertThat(days).hasSize(20);
        assertThat(total(days.subList(1, 19))).isBetween(new BigDecimal("41000"), new BigDecimal("54000"));
        assertThat(days).allMatch(ResultByTime::estimated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SERVICE", "LINKED_ACCOUNT", "REGION", "USAGE_TYPE", "RECORD_TYPE", "OPERATION", "INSTANCE_TYPE"
            })
    void groupsAddUpToTheTotalToTheLastDigit(String dimension) {
        BigDecimal whole = total(all(query -> {}));
        assertThat(total(all(query -> query.groupBy(dimension(dimension))))).isEqualByComparingTo(whole);
        assertThat(total(all(query -> query.groupBy(dimension(dimension), tag("team")))))
                .isEqualByComparingTo(whole);
    }

    @Test
    void pagesFitTogether() {
        Consumer<GetCostAndUsageRequest.Builder> query =
                builder -> builder.groupBy(dimension("SERVICE"), dimension("LINKED_ACCOUNT"));
        BigDecimal onePage = total(all(query));
        SIMULATORS.put("/faults/ce-small-pages", "{\"rows\":37}");
        SIMULATORS.delete("/aws/requests");
        List<ResultByTime> paged = all(query);
        assertThat(total(paged)).isEqualByComparingTo(onePage);
        assertThat(RunningSimulators.json(SIMULATORS.get("/aws/requests"))
                        .path("total")
                        .longValue())
                .isGreaterThan(5);
    }

    @Test
    void filtersAndTheirNegationAddUp() {
        Expression ec2 = Expression.builder()
                .dimensions(d -> d.key("SERVICE").values("Amazon Elastic Compute Cloud - Compute"))
                .build();
        Expression production = Expression.builder()
                .tags(t -> t.key("environment").values("production"))
                .build();
        Expression both = Expression.builder().and(ec2, production).build();
        BigDecimal whole = total(all(query -> {}));
        BigDecimal within = total(all(query -> query.filter(both)));
        BigDecimal without = total(all(query -> query.filter(f -> f.not(both))));
        assertThat(within).isPositive();
        assertThat(within.add(without)).isEqualByComparingTo(whole);
    }

    @Test
    void accountsHaveNames() {
        GetCostAndUsageResponse response = CLIENT.getCostAndUsage(
                base().groupBy(dimension("LINKED_ACCOUNT")).build());
        assertThat(response.dimensionValueAttributes())
                .extracting(attribute -> attribute.attributes().get("description"))
                .contains("simulated-production", "simulated-staging", "simulated-data");
    }

    @Test
    void tagsComeAsKeyAndValueAndEmptyMeansUntagged() {
        GetCostAndUsageResponse response =
                CLIENT.getCostAndUsage(base().groupBy(tag("team")).build());
        assertThat(response.resultsByTime().get(3).groups())
                .extracting(group -> group.keys().get(0))
                .contains("team$", "team$payments", "team$checkout");
    }

    @Test
    void monthlyGranularityCutsAtMonths() {
        GetCostAndUsageResponse response = CLIENT.getCostAndUsage(base().granularity(Granularity.MONTHLY)
                .timePeriod(p -> p.start("2026-09-15").end("2026-11-21"))
                .build());
        assertThat(response.resultsByTime())
                .extracting(result -> result.timePeriod().start())
                .containsExactly("2026-09-15", "2026-10-01", "2026-11-01");
        assertThat(response.resultsByTime()).extracting(ResultByTime::estimated).containsExactly(false, false, true);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20",
        "2026-11-21, 2026-11-20",
        "2026-11-01, 2027-02-01",
        "2020-01-01, 2026-11-20",
        "nonsense, 2026-11-20"
    })
    void refusesPeriodsThatAwsRefuses(String start, String end) {
        assertThatThrownBy(() -> CLIENT.getCostAndUsage(
                        base().timePeriod(p -> p.start(start).end(end)).build()))
                .isInstanceOfSatisfying(CostExplorerException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "ce-throttle, LimitExceededException, 400",
        "ce-deny, AccessDeniedException, 400",
        "ce-not-enabled, AccessDeniedException, 400",
        "ce-fail, InternalServerException, 500",
        "ce-expired-credentials, ExpiredTokenException, 400",
        "ce-invalid-credentials, UnrecognizedClientException, 400",
        "ce-data-unavailable, DataUnavailableException, 400",
        "ce-bill-expiration, BillExpirationException, 400"
    })
    void faultsAnswerAsAwsDoes(String fault, String code, int status) {
        SIMULATORS.put("/faults/" + fault, "");
        assertThatThrownBy(() -> CLIENT.getCostAndUsage(base().build()))
                .isInstanceOfSatisfying(CostExplorerException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(e.awsErrorDetails().errorMessage()).isNotBlank();
                });
    }

    @Test
    void aFaultCanStrikeAFewTimesAndOneOperationOnly() {
        SIMULATORS.put("/faults/ce-throttle", "{\"times\":1,\"operation\":\"GetCostAndUsage\"}");
        assertThatThrownBy(() -> CLIENT.getCostAndUsage(base().build())).isInstanceOf(LimitExceededException.class);
        assertThat(CLIENT.getCostAndUsage(base().build()).resultsByTime()).isNotEmpty();
    }

    @Test
    void aSpikeMultipliesOneServiceFromTheNewestSettledDay() {
        Consumer<GetCostAndUsageRequest.Builder> kinesis =
                query -> query.filter(f -> f.dimensions(d -> d.key("SERVICE").values("Amazon Kinesis")));
        List<ResultByTime> before = all(kinesis);
        SIMULATORS.put("/faults/ce-spike", "{\"service\":\"Amazon Kinesis\",\"factor\":4}");
        List<ResultByTime> after = all(kinesis);
        assertThat(amount(after.get(15))).isEqualByComparingTo(amount(before.get(15)));
        assertThat(amount(after.get(16)).doubleValue())
                .isCloseTo(amount(before.get(16)).doubleValue() * 4, Offset.offset(0.001));
    }

    @Test
    void repeatedTokensAndEndlessPagesComeWithTheFirstRowsAgain() {
        SIMULATORS.put("/faults/ce-repeated-token", "");
        GetCostAndUsageResponse first = byService(null);
        GetCostAndUsageResponse second = byService(first.nextPageToken());
        assertThat(second.nextPageToken()).isEqualTo(first.nextPageToken()).isNotNull();
        assertThat(second.resultsByTime()).isEqualTo(first.resultsByTime());
        SIMULATORS.delete("/faults");
        SIMULATORS.put("/faults/ce-endless-pages", "");
        GetCostAndUsageResponse one = byService(null);
        assertThat(byService(one.nextPageToken()).nextPageToken()).isNotNull().isNotEqualTo(one.nextPageToken());
    }

    @ParameterizedTest
    @CsvSource({"ce-missing-page, InvalidNextTokenException", "ce-request-changed, RequestChangedException"})
    void laterPagesCanFail(String fault, String code) {
        SIMULATORS.put("/faults/" + fault, "");
        String token = byService(null).nextPageToken();
        assertThat(token).isNotNull();
        assertThatThrownBy(() -> byService(token))
                .isInstanceOfSatisfying(
                        CostExplorerException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void aTokenOfAnotherQuestionOrOfNoneIsRefused() {
        SIMULATORS.put("/faults/ce-small-pages", "{\"rows\":5}");
        String token = byService(null).nextPageToken();
        assertThatThrownBy(
                        () -> CLIENT.getCostAndUsage(base().nextPageToken(token).build()))
                .isInstanceOf(RequestChangedException.class);
        assertThatThrownBy(
                        () -> CLIENT.getCostAndUsage(base().nextPageToken("!").build()))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void pagesOfOneAnswerFitTogetherWhileTheBillMovesOn() {
        BigDecimal before = total(all(query -> query.groupBy(dimension("SERVICE"))));
        SIMULATORS.put("/faults/ce-small-pages", "{\"rows\":150}");
        GetCostAndUsageResponse first = byService(null);
        SIMULATORS.put("/clock", "{\"now\":\"2026-11-20T23:00:00Z\"}");
        GetCostAndUsageResponse second = byService(first.nextPageToken());
        assertThat(second.nextPageToken()).isNull();
        assertThat(total(first.resultsByTime()).add(total(second.resultsByTime())))
                .isEqualByComparingTo(before);
    }

    @Test
    void emptyAnswersHaveNoGroupsOrNoPeriods() {
        SIMULATORS.put("/faults/ce-empty", "");
        assertThat(byService(null).resultsByTime())
                .hasSize(20)
                .allMatch(result -> result.groups().isEmpty());
        SIMULATORS.put("/faults/ce-empty", "{\"shape\":\"periods\"}");
        assertThat(byService(null).resultsByTime()).isEmpty();
    }

    @Test
    void anotherCurrencyAndNegativeDaysShowInTheAnswer() {
        SIMULATORS.put("/faults/ce-other-currency", "{\"currency\":\"EUR\"}");
        SIMULATORS.put("/faults/ce-negative", "");
        ResultByTime settled = all(query -> {}).get(17);
        assertThat(amount(settled)).isNegative();
        assertThat(Objects.requireNonNull(settled.total().get("UnblendedCost")).unit())
                .isEqualTo("EUR");
    }

    @Test
    void tenThousandRowsAddUp() {
        BigDecimal before = amount(all(query -> {}).get(16));
        SIMULATORS.put("/faults/ce-many-rows", "");
        ResultByTime day = all(query -> query.groupBy(dimension("SERVICE"))
                        .timePeriod(p -> p.start("2026-11-17").end("2026-11-18")))
                .get(0);
        assertThat(day.groups()).hasSizeGreaterThan(9_000);
        assertThat(total(all(query -> query.groupBy(dimension("SERVICE"))
                        .timePeriod(p -> p.start("2026-11-17").end("2026-11-18")))))
                .isEqualByComparingTo(before.add(new BigDecimal(100)));
    }

    @Test
    void tagsThatBecomeOneLabelHaveValuesOnlyWhileTheFaultIsOn() {
        assertThat(all(query -> query.groupBy(tag("cost-center"))).get(3).groups())
                .hasSize(1);
        SIMULATORS.put("/faults/ce-colliding-tags", "");
        assertThat(all(query -> query.groupBy(tag("cost-center"), tag("cost_center")))
                        .get(3)
                        .groups())
                .hasSizeGreaterThan(3);
    }

    private static GetCostAndUsageResponse byService(@Nullable String token) {
        return CLIENT.getCostAndUsage(
                base().groupBy(dimension("SERVICE")).nextPageToken(token).build());
    }

    private static GetCostAndUsageRequest.Builder base() {
        return GetCostAndUsageRequest.builder()
                .timePeriod(p -> p.start("2026-11-01").end("2026-11-21"))
                .granularity(Granularity.DAILY)
                .metrics("UnblendedCost", "AmortizedCost", "UsageQuantity");
    }

    private static List<ResultByTime> all(Consumer<GetCostAndUsageRequest.Builder> change) {
        List<ResultByTime> results = new ArrayList<>();
        String token = null;
        do {
            GetCostAndUsageRequest.Builder query = base();
            change.accept(query);
            GetCostAndUsageResponse page =
                    CLIENT.getCostAndUsage(query.nextPageToken(token).build());
            results.addAll(page.resultsByTime());
            token = page.nextPageToken();
        } while (token != null);
        return results;
    }

    private static BigDecimal total(List<ResultByTime> results) {
        return results.stream().map(CostExplorerTest::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(ResultByTime result) {
        if (!result.hasGroups() || result.groups().isEmpty()) {
            return result.total().containsKey("UnblendedCost")
                    ? new BigDecimal(Objects.requireNonNull(result.total().get("UnblendedCost"))
                            .amount())
                    : BigDecimal.ZERO;
        }
        return result.groups().stream()
                .map(Group::metrics)
                .map(metrics -> new BigDecimal(Objects.requireNonNull(new TreeMap<>(metrics).get("UnblendedCost"))
                        .amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static GroupDefinition dimension(String key) {
        return GroupDefinition.builder()
                .type(GroupDefinitionType.DIMENSION)
                .key(key)
                .build();
    }

    private static GroupDefinition tag(String key) {
        return GroupDefinition.builder().type(GroupDefinitionType.TAG).key(key).build();
    }
}
