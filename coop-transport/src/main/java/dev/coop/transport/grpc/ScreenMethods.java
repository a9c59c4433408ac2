package dev.coop.transport.grpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Operation;
import dev.coop.core.api.ScreenOperations;
import dev.coop.core.api.ScreenOperations.Cursor;
import dev.coop.core.api.ScreenOperations.Dumped;
import dev.coop.core.api.ScreenOperations.Found;
import dev.coop.core.api.ScreenOperations.Match;
import dev.coop.core.api.ScreenOperations.Screen;
import dev.coop.core.api.ScreenOperations.ScreenRequest;
import dev.coop.core.api.ScreenOperations.Scrollback;
import dev.coop.core.api.ScreenOperations.ScrollbackRequest;
import dev.coop.core.api.ScreenOperations.SearchRequest;
import dev.coop.core.vt.Snapshot;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.CursorPosition;
import dev.coop.proto.v1.GetDumpResponse;
import dev.coop.proto.v1.GetScreenRequest;
import dev.coop.proto.v1.GetScreenResponse;
import dev.coop.proto.v1.GetScrollbackRequest;
import dev.coop.proto.v1.GetScrollbackResponse;
import dev.coop.proto.v1.ScreenSnapshot;
import dev.coop.proto.v1.SearchMatch;
import dev.coop.proto.v1.SearchScreenRequest;
import dev.coop.proto.v1.SearchScreenResponse;

/** What is on the screen, and what has been. */
final class ScreenMethods {
    private ScreenMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getGetScreenMethod(), ScreenOperations.SCREEN, ScreenMethods::request, ScreenMethods::screen);
        methods.call(
                CoopGrpc.getGetScrollbackMethod(),
                ScreenOperations.SCROLLBACK,
                ScreenMethods::request,
                ScreenMethods::scrollback);
        methods.call(
                CoopGrpc.getSearchScreenMethod(),
                ScreenOperations.SEARCH,
                ScreenMethods::request,
                ScreenMethods::found);
        methods.call(
                CoopGrpc.getGetDumpMethod(), ScreenOperations.DUMP, _ -> new Operation.None(), ScreenMethods::dump);
        methods.stream(CoopGrpc.getStreamScreenMethod(), (_, session, loop) -> new ScreenSource(session, loop));
    }

    private static ScreenRequest request(GetScreenRequest message) {
        ObjectNode fields = Json.object().put("cursor", message.getCursor());
        if (message.hasFormat()) {
            fields.put("format", message.getFormat());
        }
        if (message.hasSince()) {
            fields.put("since", message.getSince());
        }
        return Json.bind(fields, ScreenRequest.class);
    }

    static ScreenSnapshot snapshot(Snapshot snapshot) {
        return ScreenSnapshot.newBuilder()
                .addAllLines(snapshot.lines())
                .setCols(snapshot.columns())
                .setRows(snapshot.height())
                .setAltScreen(snapshot.alternate())
                .setCursor(cursor(new Cursor(snapshot.cursorRow(), snapshot.cursorColumn())))
                .setSeq(snapshot.offset())
                .build();
    }

    private static GetScreenResponse screen(Screen screen) {
        GetScreenResponse.Builder message = GetScreenResponse.newBuilder()
                .addAllLines(screen.lines())
                .setCols(screen.cols())
                .setRows(screen.rows())
                .setAltScreen(screen.altScreen())
                .setSeq(screen.seq())
                .setUnchanged(screen.unchanged());
        if (screen.drawn() != null) {
            message.setDrawn(screen.drawn().text());
        }
        if (screen.cursor() != null) {
            message.setCursor(cursor(screen.cursor()));
        }
        return message.build();
    }

    private static CursorPosition cursor(Cursor cursor) {
        return CursorPosition.newBuilder()
                .setRow(cursor.row())
                .setCol(cursor.col())
                .build();
    }

    private static ScrollbackRequest request(GetScrollbackRequest message) {
        ObjectNode fields = Json.object().put("from", message.getFrom());
        if (message.hasLimit()) {
            fields.put("limit", message.getLimit());
        }
        return Json.bind(fields, ScrollbackRequest.class);
    }

    private static GetScrollbackResponse scrollback(Scrollback lines) {
        return GetScrollbackResponse.newBuilder()
                .setFirst(lines.first())
                .setNext(lines.next())
                .addAllLines(lines.lines())
                .addAllAnsi(lines.ansi())
                .build();
    }

    private static SearchRequest request(SearchScreenRequest message) {
        ObjectNode fields = Json.object();
        if (message.hasText()) {
            fields.put("text", message.getText());
        }
        if (message.hasRegex()) {
            fields.put("regex", message.getRegex());
        }
        if (message.hasTimeoutMs()) {
            fields.put("timeout_ms", message.getTimeoutMs());
        }
        return Json.bind(fields, SearchRequest.class);
    }

    private static SearchScreenResponse found(Found found) {
        SearchScreenResponse.Builder message = SearchScreenResponse.newBuilder().setTruncated(found.truncated());
        for (Match match : found.matches()) {
            message.addMatches(match(match));
        }
        return message.build();
    }

    static SearchMatch match(Match match) {
        return SearchMatch.newBuilder()
                .setLine(match.line())
                .setFrom(match.from())
                .setTo(match.to())
                .setText(match.text())
                .build();
    }

    private static GetDumpResponse dump(Dumped dump) {
        return GetDumpResponse.newBuilder()
                .setData(Fields.bytes(dump.data()))
                .setOffset(dump.offset())
                .setCols(dump.cols())
                .setRows(dump.rows())
                .build();
    }
}
