package io.finops.payments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.finops.payments", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_CYCLE_BETWEEN_PACKAGES =
            slices().matching("io.finops.payments.(*)..").should().beFreeOfCycles();

    /** Whoever keeps the ledger or asks the gateway does not know that requests come over HTTP, or in what order a payment lives. */
    @ArchTest
    static final ArchRule WHAT_PAYMENTS_REST_ON_DOES_NOT_KNOW_THEM = noClasses()
            .that()
            .resideInAnyPackage("..money..", "..card..", "..fraud..", "..idempotency..", "..ledger..", "..gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..web..", "..payment..", "..refund..", "..reconcile..");
}
