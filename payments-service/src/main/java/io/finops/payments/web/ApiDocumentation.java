package io.finops.payments.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Completes the OpenAPI document with what every operation has: the key, the merchant's authentication, the problems. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final List<ProblemType> OF_ALL = List.of(
            ProblemType.MALFORMED_REQUEST,
            ProblemType.UNAUTHORIZED,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.RATE_LIMITED,
            ProblemType.OVERLOADED,
            ProblemType.INTERNAL_ERROR,
            ProblemType.LEDGER_UNAVAILABLE);
    private static final List<ProblemType> OF_POSTS = List.of(
            ProblemType.INVALID_FIELD,
            ProblemType.IDEMPOTENCY_KEY_MISSING,
            ProblemType.IDEMPOTENCY_KEY_MALFORMED,
            ProblemType.REQUEST_TIMEOUT,
            ProblemType.REQUEST_IN_FLIGHT,
            ProblemType.BODY_TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            ProblemType.CARD_NUMBER_REFUSED,
            ProblemType.GATEWAY_UNAVAILABLE);

    @Bean
    OpenApiCustomizer completeDocument(JsonMapper json) {
        return document -> complete(document, json);
    }

    private static void complete(OpenAPI document, JsonMapper json) {
        document.info(new Info()
                .title("Payments API")
                .version("1")
                .description("Takes card payments. Amounts are in minor units of the currency.")
                .license(new License().name("MIT")));
        // Relative: the name by which the caller knows us is not repeated.
        document.servers(List.of(new Server().url("/")));
        document.getComponents()
                .addSecuritySchemes(
                        "apiKey",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        ModelConverters.getInstance()
                .readAll(Problem.class)
                .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
        document.addSecurityItem(new SecurityRequirement().addList("apiKey"));
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> complete(path, method, operation, json)));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation, JsonMapper json) {
        List<ProblemType> problems = new ArrayList<>(OF_ALL);
        if (path.contains("{id}")) {
            problems.add(ProblemType.NOT_FOUND);
        }
        if (method == PathItem.HttpMethod.GET && !path.endsWith("{id}")) {
            problems.add(ProblemType.INVALID_FIELD);
            (path.endsWith("/refunds") ? Paging.REFUNDS : Paging.PAYMENTS)
                    .documented()
                    .forEach(operation::addParametersItem);
        }
        if (method == PathItem.HttpMethod.POST) {
            operation.getResponses().values().forEach(ApiDocumentation::addKeyedHeaders);
            problems.addAll(OF_POSTS);
            operation.addParametersItem(idempotencyKey());
            problems.addAll(
                    path.endsWith("/refunds")
                            ? List.of(ProblemType.PAYMENT_NOT_REFUNDABLE, ProblemType.REFUND_EXCEEDS_CAPTURE)
                            : List.of(ProblemType.CURRENCY_NOT_ACCEPTED));
        }
        TreeMap<Integer, List<ProblemType>> byStatus = new TreeMap<>();
        problems.forEach(type -> byStatus.computeIfAbsent(type.status(), status -> new ArrayList<>())
                .add(type));
        byStatus.forEach((status, types) ->
                operation.getResponses().addApiResponse(status.toString(), response(status, types, json)));
    }

    private static void addKeyedHeaders(ApiResponse answer) {
        answer.addHeaderObject("Location", text("Where to look"));
        answer.addHeaderObject(IdempotencyHeader.REPLAYED, text("true when this is an earlier answer"));
    }

    private static Header text(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name(IdempotencyHeader.NAME)
                .required(true)
                .description("Names this request; send the same to repeat it. Bare, or as a quoted string.")
                .schema(new StringSchema().minLength(1).maxLength(255))
                .example("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
    }

    private static ApiResponse response(int status, List<ProblemType> types, JsonMapper json) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        types.forEach(type -> problem.addExamples(
                type.uri().substring(type.uri().lastIndexOf(':') + 1),
                new io.swagger.v3.oas.models.examples.Example()
                        .value(json.valueToTree(Problem.of(type, type.title() + "."))
                                .toString())));
        ApiResponse response = new ApiResponse()
                .description(String.join(
                        "; or: ", types.stream().map(ProblemType::title).toList()))
                .content(new Content().addMediaType("application/problem+json", problem));
        if (status == 409 || status == 429 || status == 503) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds").schema(new IntegerSchema()));
        }
        return response;
    }
}
