package dev.coop.transport.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description is sound by itself, and says what the table says. */
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");

    private final JsonNode document = OpenApi.document("coop test");

    private JsonNode operation(String method, String path) {
        return document.path("paths").path("/api/v1/" + path).path(method);
    }

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void itIsOpenApi31AndSaysWhoseItIs() {
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(document.path("info").path("title").asText()).isEqualTo("coop");
        assertThat(document.path("info").path("version").asText()).isEqualTo("coop test");
    }

    @Test
    void everyOperationWithARouteIsThereWithItsRole() {
        for (Operation<?, ?> row : Operations.ALL) {
            row.http().ifPresent(route -> {
                JsonNode described = operation(route.method().name().toLowerCase(Locale.ROOT), route.path());
                assertThat(described.path("operationId").asText()).isEqualTo(row.name());
                assertThat(described.path("summary").asText()).isEqualTo(row.doc());
                assertThat(described.path("x-coop-role").asText())
                        .isEqualTo(row.role().name().toLowerCase(Locale.ROOT));
                assertThat(described.path("x-coop-planned").asBoolean())
                        .isEqualTo(row.handler().isEmpty());
            });
        }
    }

    @Test
    void whatIsAboutASessionCanNameIt() {
        assertThat(operation("get", "sessions/{session}/screen")
                        .path("operationId")
                        .asText())
                .isEqualTo("screen_of_session");
        assertThat(operation("get", "sessions/{session}/livez").isMissingNode()).isTrue();
    }

    @Test
    void aRequestSaysWhatItNeedsAndWhatItMeansWithout() {
        JsonNode wait = schema("WaitRequest");
        assertThat(texts(wait.path("required"))).containsExactly("until");
        assertThat(texts(wait.path("properties").path("until").path("enum")))
                .containsExactly("text", "regex", "idle_output", "exit");
        assertThat(wait.path("properties").path("timeout_ms").path("default").asInt())
                .isEqualTo(30_000);
        assertThat(texts(schema("ResizeRequest").path("required"))).containsExactly("cols", "rows");
        assertThat(schema("TextInput")
                        .path("properties")
                        .path("enter")
                        .path("default")
                        .isBoolean())
                .isTrue();
    }

    @Test
    void whatIsLookedAtTakesItsFieldsInTheQuery() {
        JsonNode output = operation("get", "output");
        assertThat(output.has("requestBody")).isFalse();
        assertThat(output.path("parameters").findValuesAsText("name")).containsExactly("offset", "limit");
        assertThat(output.path("parameters").findValuesAsText("in")).containsOnly("query");
    }

    @Test
    void anAnswerSaysWhatMayBeNullAndWhatMayBeLeftOut() {
        JsonNode status = schema("Status");
        assertThat(texts(status.path("properties").path("exit_code").path("type")))
                .containsExactly("integer", "null");
        assertThat(texts(status.path("required"))).contains("exit_code", "pid").doesNotContain("signal");
        assertThat(texts(schema("Waited").path("required"))).doesNotContain("match");
        assertThat(schema("Screen")
                        .path("properties")
                        .path("cursor")
                        .path("anyOf")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void failuresHaveOneEnvelopeWithAllCodes() {
        JsonNode code = schema("Error").at("/properties/error/properties/code");
        assertThat(texts(code.path("enum")))
                .containsExactlyElementsOf(
                        List.of(ErrorCode.values()).stream().map(Enum::name).toList());
        assertThat(operation("post", "input").at("/responses/4XX/$ref").asText())
                .isEqualTo("#/components/responses/Error");
    }

    @Test
    void whatNeedsNothingSaysSoAndTheRestNamesItsWays() {
        assertThat(operation("get", "health").path("security")).isEmpty();
        assertThat(operation("post", "shutdown").at("/security/0/bearer/0").asText())
                .isEqualTo("admin");
        assertThat(operation("post", "stop/resolve").at("/security/1").has("hookSecret"))
                .isTrue();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsReferredTo() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        document.path("components")
                .path("schemas")
                .fieldNames()
                .forEachRemaining(name -> assertThat(references).contains("#/components/schemas/" + name));
    }

    @Test
    void everyPathHasItsParametersAndEveryOperationANameOfItsOwn() {
        List<String> names = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().forEach(operation -> {
                    names.add(operation.path("operationId").asText());
                    List<String> declared = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("path")) {
                            declared.add(parameter.path("name").asText());
                            assertThat(parameter.path("required").asBoolean()).isTrue();
                        }
                    });
                    assertThat(declared)
                            .as(path.getKey())
                            .containsExactlyElementsOf(PARAMETER
                                    .matcher(path.getKey())
                                    .results()
                                    .map(found -> found.group(1))
                                    .toList());
                    assertThat(operation.path("responses")).isNotEmpty();
                }));
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everySchemaIsOneThatValidatorsKnow() {
        document.path("components").path("schemas").forEach(OpenApiTest::check);
    }

    private static void check(JsonNode schema) {
        if (schema.has("$ref") || schema.has("anyOf")) {
            schema.path("anyOf").forEach(OpenApiTest::check);
            return;
        }
        JsonNode type = schema.path("type");
        assertThat(type.isArray() ? texts(type) : List.of(type.asText()))
                .isNotEmpty()
                .isSubsetOf(TYPES);
        if (type.asText().equals("array")) {
            check(schema.path("items"));
        }
        schema.path("properties").forEach(property -> {
            check(property);
        });
        assertThat(texts(schema.path("required")))
                .allSatisfy(
                        name -> assertThat(schema.path("properties").has(name)).isTrue());
    }
}
