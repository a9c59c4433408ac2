package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {
    @TempDir
    Path directory;

    private static List<Long> page(List<LogSegment> segments, long from, long before, int bytes) throws IOException {
        return LogSearch.page(segments, from, before, bytes).stream()
                .map(LogLine::seq)
                .toList();
    }

    private LogSegment file(long first, String content) throws IOException {
        var segment = new LogSegment(directory, first);
        Files.writeString(segment.path(), content);
        segment.length(Files.size(segment.path()));
        return segment;
    }

    @Test
    void aNumberIsFoundInALargeFileWithoutReadingItThrough() throws IOException {
        var content = new ByteArrayOutputStream();
        var seq = 1;
        while (content.size() < 8 << 20) {
            content.writeBytes(LogTailTest.line(seq++, 150).getBytes(UTF_8));
        }
        for (var wanted : new long[] {1, 2, seq / 3, seq / 2, seq - 2, seq - 1}) {
            var file = new LogTailTest.Content(content.toByteArray());
            var lines = new LogLines(file, LogSearch.find(file, content.size(), wanted), content.size(), 1 << 16);
            var found = -1L;
            while (found < wanted) {
                found = LogLine.seqOf(lines.next().orElseThrow());
            }
            assertThat(found).isEqualTo(wanted);
            // Seven probes of a few KiB, one stretch, and what the line reader reads ahead.
            assertThat(file.bytesRead()).as("bytes read for %d", wanted).isLessThan(250_000);
        }
    }

    /** Lines from a few bytes to longer than a stretch, holes in the numbers, damaged lines between. */
    @Test
    void everyNumberIsFoundWhateverTheLinesLookLike() throws IOException {
        var random = new Random(4711);
        var content = new StringBuilder();
        var seqs = new ArrayList<Long>();
        var seq = 0L;
        while (content.length() < 1 << 20) {
            seq += random.nextInt(10) == 0 ? random.nextInt(1, 50) : 1;
            var length = random.nextInt(40) == 0 ? random.nextInt(8, 200_000) : random.nextInt(8, 2000);
            if (random.nextInt(20) == 0) {
                content.append("\0".repeat(length)).append('\n');
            } else {
                content.append(LogTailTest.line(seq, length));
                seqs.add(seq);
            }
        }
        var segments = List.of(file(1, content.toString()));
        for (var wanted = 1L; wanted <= seq; wanted++) {
            var from = wanted;
            var expected = seqs.stream().filter(s -> s >= from).findFirst();
            assertThat(page(segments, wanted, Long.MAX_VALUE, 1).stream().findFirst())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aPageEndsBeforeTheNumberOrBehindTheBytesAskedFor() throws IOException {
        var segments = List.of(file(1, LogTailTest.line(1, 100) + LogTailTest.line(2, 100) + LogTailTest.line(4, 100)));
        assertThat(page(segments, 1, 4, 10_000)).containsExactly(1L, 2L);
        assertThat(page(segments, 1, 10, 101)).containsExactly(1L, 2L);
        assertThat(page(segments, 3, 10, 10_000)).containsExactly(4L);
        assertThat(page(segments, 3, 4, 10_000)).isEmpty();
        assertThat(page(segments, 5, 10, 10_000)).isEmpty();
    }

    @Test
    void aNumberIsLookedForInTheFileThatMayHoldItAndThenInTheNext() throws IOException {
        var segments = List.of(
                file(3, LogTailTest.line(3, 20) + LogTailTest.line(4, 20)),
                file(10, LogTailTest.line(12, 20)),
                file(20, ""),
                file(30, LogTailTest.line(30, 20)));
        assertThat(page(segments, 1, 100, 1)).containsExactly(3L);
        assertThat(page(segments, 4, 100, 1)).containsExactly(4L);
        assertThat(page(segments, 5, 100, 1)).containsExactly(12L);
        assertThat(page(segments, 13, 100, 1)).containsExactly(30L);
        assertThat(page(segments, 13, 30, 1)).isEmpty();
        assertThat(page(List.of(), 1, 100, 1)).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsSteppedOver() throws IOException {
        var gone = file(1, LogTailTest.line(1, 20));
        Files.delete(gone.path());
        assertThat(page(List.of(gone, file(2, LogTailTest.line(2, 20))), 1, 100, 1))
                .containsExactly(2L);
    }

    @Test
    void whatStandsBehindTheWrittenLinesIsNotRead() throws IOException {
        var segment = file(1, LogTailTest.line(1, 20) + LogTailTest.line(2, 20));
        segment.length(LogTailTest.line(1, 20).length());
        assertThat(page(List.of(segment), 1, 100, 10_000)).containsExactly(1L);
    }
}
