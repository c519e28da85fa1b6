package io.finops.simulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = SimulatorServer.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The module's root package counts as one, too. */
    @ArchTest
    static final ArchRule NO_CYCLE_BETWEEN_PACKAGES =
            slices().matching("io.finops.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_GATEWAY_AND_AWS_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage("..gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..aws..", "..bill..");
}
