package io.finops.benchmarks;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.finops.benchmarks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The module's root package counts as one, too. */
    @ArchTest
    static final ArchRule NO_CYCLE_BETWEEN_PACKAGES =
            slices().matching("io.finops.(**)").should().beFreeOfCycles();
}
