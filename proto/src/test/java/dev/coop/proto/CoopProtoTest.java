package dev.coop.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.coop.proto.v1.CoopOuterClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients hold the numbers of coop-v1.txt; the compiled contract must say the same, no more and no less. */
class CoopProtoTest {
    private static final FileDescriptor COMPILED = CoopOuterClass.getDescriptor();

    @Test
    void everyCallIsTheOneClientsKnow() {
        assertThat(COMPILED.findServiceByName("Coop").getMethods().stream().map(CoopProtoTest::call))
                .containsExactlyInAnyOrderElementsOf(pinned("rpc "));
    }

    @Test
    void everyFieldHasTheNumberAndTypeClientsKnow() {
        assertThat(COMPILED.getMessageTypes().stream().flatMap(CoopProtoTest::fields))
                .containsExactlyInAnyOrderElementsOf(pinned("message "));
    }

    @Test
    void thePackageAndTheServiceHaveTheNamesClientsCall() {
        assertThat(COMPILED.findServiceByName("Coop").getFullName()).isEqualTo("coop.v1.Coop");
    }

    /** The lines of the table of one kind, blanks squeezed; a field line gets its message's name in front. */
    private static List<String> pinned(String kind) {
        List<String> found = new ArrayList<>();
        String heading = "";
        for (String raw : table().lines().toList()) {
            String line = raw.strip().replaceAll("\\s+", " ");
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!raw.startsWith(" ")) {
                heading = line;
            }
            if (heading.startsWith(kind)) {
                found.add(raw.startsWith(" ") ? heading + " " + line : line);
            }
        }
        // A message that got more fields later stands there more than once.
        return found.stream().distinct().toList();
    }

    private static String table() {
        try (InputStream file = CoopProtoTest.class.getResourceAsStream("/coop-v1.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String call(MethodDescriptor method) {
        return "rpc %s %s%s -> %s%s"
                .formatted(
                        method.getName(),
                        method.isClientStreaming() ? "stream " : "",
                        method.getInputType().getName(),
                        method.isServerStreaming() ? "stream " : "",
                        method.getOutputType().getName());
    }

    private static Stream<String> fields(Descriptor message) {
        String heading = "message " + message.getName();
        return Stream.of(
                        Stream.of(heading),
                        message.getFields().stream()
                                .map(field -> "%s %d %s %s"
                                        .formatted(heading, field.getNumber(), field.getName(), type(field))),
                        message.toProto().getReservedRangeList().stream()
                                .flatMapToInt(CoopProtoTest::numbers)
                                .mapToObj(number -> "%s %d reserved".formatted(heading, number)))
                .flatMap(lines -> lines);
    }

    private static IntStream numbers(ReservedRange range) {
        return IntStream.range(range.getStart(), range.getEnd());
    }

    private static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return "map<%s,%s>".formatted(type(entry.findFieldByName("key")), type(entry.findFieldByName("value")));
        }
        String plain = field.getType() == FieldDescriptor.Type.MESSAGE
                ? field.getMessageType().getName()
                : field.getType().name().toLowerCase(Locale.ROOT);
        if (field.isRepeated()) {
            return "repeated " + plain;
        }
        return field.toProto().getProto3Optional() ? "optional " + plain : plain;
    }
}
