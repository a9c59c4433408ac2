package dev.coop.transport.grpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Json;
import dev.coop.core.api.OutputOperations;
import dev.coop.core.api.OutputOperations.Output;
import dev.coop.core.api.OutputOperations.OutputRequest;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.GetOutputRequest;
import dev.coop.proto.v1.GetOutputResponse;

/** The program's output, byte for byte. */
final class OutputMethods {
    private OutputMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getGetOutputMethod(), OutputOperations.OUTPUT, OutputMethods::request, OutputMethods::output);
        methods.stream(CoopGrpc.getStreamOutputMethod(), (message, session, _) -> new OutputSource(session, message));
    }

    private static OutputRequest request(GetOutputRequest message) {
        ObjectNode fields = Json.object().put("offset", message.getOffset());
        if (message.hasLimit()) {
            fields.put("limit", message.getLimit());
        }
        return Json.bind(fields, OutputRequest.class);
    }

    private static GetOutputResponse output(Output output) {
        return GetOutputResponse.newBuilder()
                .setData(Fields.bytes(output.data()))
                .setOffset(output.offset())
                .setNextOffset(output.nextOffset())
                .setTotalWritten(output.totalWritten())
                .build();
    }
}
