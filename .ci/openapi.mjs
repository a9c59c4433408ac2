// Is what the URL answers a description in OpenAPI 3.1? node openapi.mjs URL
import {Validator} from '@seriousme/openapi-schema-validator';

const validator = new Validator();
const document = await (await fetch(process.argv[2])).json();
const {valid, errors} = await validator.validate(document);
if (!valid || validator.version !== '3.1') {
    console.error(`version ${validator.version}: ${JSON.stringify(errors, null, 1)}`);
    process.exit(1);
}
