package io.finops.costexporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.finops.costexporter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.finops.costexporter";

    /** The module's root package counts as one, too. */
    @ArchTest
    static final ArchRule NO_CYCLE_BETWEEN_PACKAGES =
            slices().matching("io.finops.(**)").should().beFreeOfCycles();

    /** What the bill is depends on nobody's way of telling it. */
    @ArchTest
    static final ArchRule THE_BILL_KNOWS_NOTHING_ELSE = noClasses()
            .that()
            .resideInAPackage(ROOT + ".bill")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(ROOT + ".bill", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule A_SOURCE_KNOWS_THE_BILL_ONLY = noClasses()
            .that()
            .resideInAPackage(ROOT + ".source")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(ROOT + ".source", ROOT + ".bill", "java..", "org.jspecify..");

    /** AWS is one source among others: only what puts the program together, and commands that ask AWS, know it. */
    @ArchTest
    static final ArchRule AWS_IS_A_LEAF = classes()
            .that()
            .resideInAPackage(ROOT + ".aws")
            .should()
            .onlyBeAccessed()
            .byAnyPackage(ROOT, ROOT + ".aws", ROOT + ".check", ROOT + ".history");

    @ArchTest
    static final ArchRule THE_SDK_STAYS_THERE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".aws")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    /** Figures are decided without Spring. */
    @ArchTest
    static final ArchRule SPRING_IS_AT_THE_EDGE = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".bill",
                    ROOT + ".source",
                    ROOT + ".spend",
                    ROOT + ".series",
                    ROOT + ".anomaly",
                    ROOT + ".guardrail",
                    ROOT + ".publish",
                    ROOT + ".state",
                    ROOT + ".request",
                    ROOT + ".aws")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");
}
