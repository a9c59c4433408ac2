package dev.coop.transport.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.api.Channel;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import dev.coop.core.api.Text;
import dev.coop.transport.grpc.Statuses;
import dev.coop.transport.http.StatusCodes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/api.md says of operations, streams and failures comes from here. */
class ApiDocTest {
    private static final Path PAGE = Path.of("../docs/api.md");
    private static final Path WANTED = Path.of("target/api.md");
    private static final String BEGIN = "<!-- made by ApiDocTest -->\n";
    private static final String END = "<!-- end of what is made -->\n";

    private static final Map<Type, String> TYPES = Map.of(
            String.class, "text",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            int.class, "number",
            Integer.class, "number",
            long.class, "number",
            Long.class, "number");

    @Test
    void theDocumentationSaysWhatTheTableSays() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        String wanted =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + made() + page.substring(page.indexOf(END));
        Files.writeString(WANTED, wanted);
        assertThat(page.equals(wanted))
                .as("docs/api.md is as the table says; if not: cp coop-transport/%s docs/api.md", WANTED)
                .isTrue();
    }

    private static String made() {
        StringBuilder out = new StringBuilder("\n## Operations\n\n");
        List<Operation<?, ?>> served =
                Operations.ALL.stream().filter(row -> row.handler().isPresent()).toList();
        out.append("| operation | HTTP | WebSocket | gRPC | needs | |\n|---|---|---|---|---|---|\n");
        served.forEach(row -> out.append(line(row)));
        out.append("\nKnown to clients, and answered with `NO_DRIVER` until what they are about exists:\n\n");
        out.append("| operation | HTTP | WebSocket | gRPC | needs | |\n|---|---|---|---|---|---|\n");
        Operations.ALL.stream().filter(row -> row.handler().isEmpty()).forEach(row -> out.append(line(row)));
        out.append("\n## Fields\n");
        served.forEach(row -> describe(out, row));
        out.append("\n## Streams\n\n| stream | also called | pushes | gRPC | |\n|---|---|---|---|---|\n");
        Channel.ALL.forEach(channel -> out.append("| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        channel.name(),
                        codes(channel.aliases()),
                        codes(channel.pushes()),
                        codes(channel.rpcs()),
                        channel.doc())));
        out.append("\n## Failures\n\n| code | HTTP | gRPC | |\n|---|---|---|---|\n");
        for (ErrorCode code : ErrorCode.values()) {
            out.append("| `%s` | %d | `%s` | %s |\n"
                    .formatted(code, StatusCodes.of(code), Statuses.of(code), code.meaning()));
        }
        return out.append('\n').toString();
    }

    private static String line(Operation<?, ?> row) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.name(),
                        row.http()
                                .map(route -> "`%s %s`".formatted(route.method(), route.path()))
                                .orElse(""),
                        row.ws()
                                .map(ws -> "`%s` → `%s`".formatted(ws.request(), ws.answer()))
                                .orElse(""),
                        row.rpc().map("`%s`"::formatted).orElse(""),
                        needs(row),
                        row.doc());
    }

    private static String needs(Operation<?, ?> row) {
        return switch (row.door()) {
            case OPEN -> "nothing";
            case ROLE -> row.role().name().toLowerCase(Locale.ROOT);
            case HOOK -> "hook secret";
        };
    }

    private static void describe(StringBuilder out, Operation<?, ?> row) {
        out.append("\n### `%s`\n\n%s\n".formatted(row.name(), row.doc()));
        table(out, "request", Fields.ofRequest(row.request()), true);
        if (row.answer() == Text.class) {
            out.append("\nThe answer is plain text.\n");
            return;
        }
        table(out, "answer", Fields.ofAnswer(row.answer()), false);
        Set<Class<?>> inside = new LinkedHashSet<>();
        inside(row.answer(), inside);
        inside.remove(row.answer());
        inside.forEach(type -> table(out, "in it, `%s`".formatted(word(type)), Fields.ofAnswer(type), false));
    }

    private static void table(StringBuilder out, String head, List<Field> fields, boolean request) {
        if (fields.isEmpty()) {
            return;
        }
        out.append("\n| %s | | |\n|---|---|---|\n".formatted(head));
        for (Field field : fields) {
            List<String> marks = new ArrayList<>();
            marks.add(type(field.type()));
            if (field.required() == request) {
                marks.add(request ? "required" : "may be left out");
            }
            if (field.nullable()) {
                marks.add("or null");
            }
            field.absent().ifPresent(absent -> marks.add("else `" + absent.asText() + "`"));
            String values = field.values().isEmpty() ? "" : " One of " + codes(field.values()) + ".";
            out.append(
                    "| `%s` | %s | %s%s |\n".formatted(field.name(), String.join(", ", marks), field.words(), values));
        }
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? "list of " + type(arguments[0])
                    : "object of " + type(arguments[arguments.length - 1]);
        }
        return Optional.ofNullable(TYPES.get(type)).orElseGet(() -> "`" + word((Class<?>) type) + "`");
    }

    private static String word(Class<?> record) {
        return record.getSimpleName();
    }

    private static void inside(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                inside(argument, found);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord() && found.add(plain)) {
            Fields.ofAnswer(plain).forEach(field -> inside(field.type(), found));
        }
    }

    private static String codes(List<String> words) {
        return words.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
}
