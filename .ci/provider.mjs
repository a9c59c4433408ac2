// Stands in for the providers of claude, codex and gemini: whatever they are asked, the same answer streams back; but whoever
// is told to make a file wants to run a command first. Listens on loopback, prints its port, and ends with its standard
// input.
import http from 'node:http';

const ANSWER = `Here is what I found:

1. **Wide** characters: 漢字, かな and 한글
2. \`code\` with umlauts: äöü ÄÖÜ ß

\`\`\`java
int answer = 6 * 7; // the usual one
\`\`\`

| name | value |
|------|-------|
| one  | 1     |
| two  | 2     |

Nothing else to report. That is the end of the answer.
`;
const TASK = 'Make the file made.txt';
const COMMAND = 'touch made.txt';
const PIECES = ANSWER.match(/[^]{1,24}/gu);
/** Long enough for somebody who looks on to see that an answer is being written. */
const PAUSE_MS = 40;

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

function json(response, status, value) {
    response.writeHead(status, {'content-type': 'application/json'});
    response.end(JSON.stringify(value));
}

// Server-sent events; an event's type is its name where the protocol names events.
function events(response) {
    response.writeHead(200, {'content-type': 'text/event-stream'});
    return (data) => response.write(`${data.type ? `event: ${data.type}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
}

// https://docs.anthropic.com/en/api/messages-streaming
async function anthropic(request, response) {
    const usage = {input_tokens: 10, output_tokens: 20};
    const message = {id: 'msg_1', type: 'message', role: 'assistant', model: request.model, stop_sequence: null, usage};
    if (!request.stream) {
        json(response, 200, {...message, stop_reason: 'end_turn', content: [{type: 'text', text: 'Questions'}]});
        return;
    }
    // Beside the conversation it has a title made, as JSON and without tools.
    const pieces = request.tools?.length ? PIECES : ['{"title": "Questions"}'];
    const send = events(response);
    send({type: 'message_start', message: {...message, stop_reason: null, content: []}});
    const last = JSON.stringify(request.messages.findLast((each) => each.role === 'user').content);
    if (request.tools?.length && last.includes(TASK) && !last.includes('tool_result')) {
        const call = {type: 'tool_use', id: 'toolu_1', name: 'Bash', input: {}};
        const input = JSON.stringify({command: COMMAND, description: 'Make a file'});
        send({type: 'content_block_start', index: 0, content_block: call});
        send({type: 'content_block_delta', index: 0, delta: {type: 'input_json_delta', partial_json: input}});
        send({type: 'content_block_stop', index: 0});
        send({type: 'message_delta', delta: {stop_reason: 'tool_use', stop_sequence: null}, usage});
        send({type: 'message_stop'});
        response.end();
        return;
    }
    send({type: 'content_block_start', index: 0, content_block: {type: 'text', text: ''}});
    for (const text of pieces) {
        await pause();
        send({type: 'content_block_delta', index: 0, delta: {type: 'text_delta', text}});
    }
    send({type: 'content_block_stop', index: 0});
    send({type: 'message_delta', delta: {stop_reason: 'end_turn', stop_sequence: null}, usage});
    send({type: 'message_stop'});
    response.end();
}

// https://platform.openai.com/docs/api-reference/responses-streaming
async function openai(request, response) {
    const send = events(response);
    const item = {id: 'msg_1', type: 'message', role: 'assistant'};
    const done = {...item, status: 'completed', content: [{type: 'output_text', text: ANSWER, annotations: []}]};
    const answer = {id: 'resp_1', object: 'response'};
    const usage = {input_tokens: 10, output_tokens: 20, total_tokens: 30};
    send({type: 'response.created', response: {...answer, status: 'in_progress', output: []}});
    send({type: 'response.output_item.added', output_index: 0, item: {...item, status: 'in_progress', content: []}});
    for (const delta of PIECES) {
        await pause();
        send({type: 'response.output_text.delta', item_id: item.id, output_index: 0, content_index: 0, delta});
    }
    send({type: 'response.output_item.done', output_index: 0, item: done});
    send({type: 'response.completed', response: {...answer, status: 'completed', output: [done], usage}});
    response.end();
}

// https://ai.google.dev/api/generate-content
async function google(request, response, streams) {
    const part = (text, finishReason) => ({
        candidates: [{index: 0, content: {role: 'model', parts: [{text}]}, finishReason}],
        usageMetadata: {promptTokenCount: 10, candidatesTokenCount: 20, totalTokenCount: 30},
    });
    // Beside the conversation it asks for decisions, as JSON.
    const asJson = request.generationConfig?.responseMimeType === 'application/json';
    const pieces = asJson ? ['{"model_choice": "pro", "reasoning": "none", "next_speaker": "user"}'] : PIECES;
    if (!streams) {
        json(response, 200, part(pieces.join(''), 'STOP'));
        return;
    }
    const send = events(response);
    for (const text of pieces) {
        await pause();
        send(part(text));
    }
    send(part('', 'STOP'));
    response.end();
}

async function answer(method, path, request, response) {
    if (method === 'POST' && path.endsWith('/v1/messages')) await anthropic(request, response);
    else if (method === 'POST' && path.endsWith('/v1/responses')) await openai(request, response);
    else if (method === 'POST' && /:(streamG|g)enerateContent$/.test(path)) {
        await google(request, response, path.endsWith(':streamGenerateContent'));
    } else json(response, 404, {error: {code: 404, type: 'not_found_error', message: 'not here', status: 'NOT_FOUND'}});
}

const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    try {
        await answer(request.method, request.url.split('?')[0], body ? JSON.parse(body) : {}, response);
    } catch (error) {
        console.error(`${request.method} ${request.url}: ${error.stack}`);
        response.destroy();
    }
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0));
