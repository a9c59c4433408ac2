package dev.coop.transport.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Operation;
import java.util.Optional;

/** Calls operations over one transport. */
interface Client extends AutoCloseable {
    ObjectMapper JSON = new ObjectMapper();

    /** Whether the operation can be called over this transport at all. */
    boolean has(Operation<?, ?> operation);

    Outcome call(Operation<?, ?> operation, Optional<String> session, ObjectNode fields) throws Exception;

    @Override
    void close();
}
