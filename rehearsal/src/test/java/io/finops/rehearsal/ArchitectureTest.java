package io.finops.rehearsal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.finops.rehearsal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The module's root package counts as one, too. */
    @ArchTest
    static final ArchRule NO_CYCLE_BETWEEN_PACKAGES =
            slices().matching("io.finops.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DEPENDS_ON_NO_MODULE_ABOVE_IT =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.finops.benchmarks..");
}
