package io.finops.rehearsal.system;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Leaves a test out, before any stack is started for it, and says by name which programs it misses. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsOnPath.Condition.class)
@interface NeedsOnPath {
    /** The programs' names; those that one program may have are separated by a bar. */
    String[] value();

    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<NeedsOnPath> needs = AnnotationSupport.findAnnotation(context.getElement(), NeedsOnPath.class);
            Tools tools = new Tools(Checkout.root().resolve(".stack/tools"), line -> {});
            List<String> missing =
                    needs.map(found -> missing(tools, found.value())).orElse(List.of());
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("all on the PATH");
            }
            String reason = "not on the PATH: " + String.join(", ", missing);
            System.out.println("LEFT OUT: "
                    + context.getTestClass().map(Class::getSimpleName).orElse("")
                    + context.getTestMethod()
                            .map(method -> "." + method.getName())
                            .orElse("") + ", " + reason);
            return ConditionEvaluationResult.disabled(reason);
        }

        static List<String> missing(Tools tools, String... names) {
            return Stream.of(names)
                    .filter(name -> tools.onPath(new Program(List.of(name.split("\\|", -1)), List.of(), ""))
                            .isEmpty())
                    .map(name -> name.replace("|", " or "))
                    .collect(Collectors.toList());
        }
    }
}
