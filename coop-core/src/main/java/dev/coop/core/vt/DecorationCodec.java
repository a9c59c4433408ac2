package dev.coop.core.vt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decorations of a line as bytes, for the few lines that have any: first the different ones (two bytes of count, then
 * for each four bytes of underline colour, and identifier and address of its link, both empty without one, as UTF-8 behind
 * two bytes of length), then runs (two bytes of count, then for each two bytes of length and two of number, 0 for none). All
 * numbers are big-endian.
 */
final class DecorationCodec {
    /** Of one line. Beyond it the line goes without: room for eight of the longest links, or hundreds of usual ones. */
    static final int MAX_BYTES = 1 << 15;

    private static final byte[] NOTHING = new byte[0];

    /** A run of cells that are decorated alike. */
    private record Run(int length, int number) {}

    private DecorationCodec() {}

    /** The decorations of the first cells of a row; no bytes if there are none or too many. */
    static byte[] encode(Row row, int cells, Decorations table) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        List<Run> runs = new ArrayList<>();
        for (int x = 0; x < cells; ) {
            int from = x;
            int decoration = row.decoration(x);
            while (x < cells && row.decoration(x) == decoration) {
                x++;
            }
            int number = decoration == Decorations.NONE
                    ? Decorations.NONE
                    : numbers.computeIfAbsent(decoration, _ -> numbers.size() + 1);
            runs.add(new Run(x - from, number));
        }
        return numbers.isEmpty()
                ? NOTHING
                : bytes(numbers.keySet().stream().map(table::get).toList(), runs);
    }

    private static byte[] bytes(List<Decoration> decorations, List<Run> runs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(decorations.size());
            for (Decoration decoration : decorations) {
                Link link = decoration.link();
                out.writeInt(decoration.underlineColour());
                text(link == null ? "" : link.id(), out);
                text(link == null ? "" : link.uri(), out);
                if (out.size() > MAX_BYTES) {
                    return NOTHING;
                }
            }
            out.writeShort(runs.size());
            for (Run run : runs) {
                out.writeShort(run.length);
                out.writeShort(run.number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array can always be written", e);
        }
        return bytes.size() > MAX_BYTES ? NOTHING : bytes.toByteArray();
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** Decodes what {@link #encode} wrote into the row's numbers, and returns what they stand for, from 1. */
    static List<Decoration> decode(byte[] bytes, int from, Row into, int cells) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            List<Decoration> decorations = new ArrayList<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                int colour = in.readInt();
                String id = text(in);
                decorations.add(new Decoration(colour, link(id, text(in))));
            }
            int[] numbers = new int[cells];
            int x = 0;
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                int end = x + in.readUnsignedShort();
                int number = in.readUnsignedShort();
                while (x < end) {
                    numbers[x++] = number;
                }
            }
            into.decorations = numbers;
            return decorations;
        } catch (IOException e) {
            throw new UncheckedIOException("an array can always be read", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }

    private static @Nullable Link link(String id, String uri) {
        return uri.isEmpty() ? null : new Link(id, uri);
    }
}
