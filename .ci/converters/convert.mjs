// Brings documents in Swagger 2.0 to OpenAPI 3.0 by swagger2openapi:
//   node convert.mjs TOOLS OUT DOCUMENT...
// writes OUT/written/NAME.json, the document as both sides read it, and OUT/converted/NAME.json.
//
// The two differ where swagger2openapi leaves out or guesses what OpenAPI 2.0 says, or where
// clientwright mends a document. These places are evened out first, each with its reason; they
// have fixtures of their own, which say what clientwright makes of them.

import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [tools, out, ...paths] = process.argv.slice(2);
const load = createRequire(join(tools, 'node_modules', 'noop.js'));
const yaml = load('yaml');
const { convertObj } = load('swagger2openapi');

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

const isStructured = (type) => /[/+](json|xml)$/.test(type);

// Each object of a document, in any depth.
function each(node, visit) {
  if (node === null || typeof node !== 'object') return;
  visit(node);
  for (const value of Object.values(node)) each(value, visit);
}

function evenOutServers(document) {
  delete document['x-servers'];
  if (!document.host) return;
  // It writes a server without a scheme, and keeps the order of the list.
  const schemes = (document.schemes ?? ['https']).filter((scheme) => scheme.startsWith('http'));
  document.schemes = schemes.sort().reverse();
}

function evenOutTypes(document, operation) {
  const parameters = operation.parameters ?? [];
  // It takes a form for required where its first field is.
  const rank = ({ in: place, required }) => (place === 'formData' && !required ? 1 : 0);
  parameters.sort((one, other) => rank(one) - rank(other));
  const fields = parameters.filter((parameter) => parameter.in === 'formData');
  // It reads a form as multipart wherever the list has that, and files as text elsewhere.
  if (fields.length) {
    const files = fields.some(({ type, items }) => type === 'file' || items?.type === 'file');
    operation.consumes = [files ? PARTS : FORM];
  }
  // It takes no list, and an empty one, for any type.
  operation.consumes ??= document.consumes;
  operation.produces ??= document.produces;
  if (!operation.consumes?.length) operation.consumes = [JSON_TYPE];
  if (!operation.produces?.length) operation.produces = [JSON_TYPE];
  // It has the document's own responses in the document's media types, whatever the operation's are.
  for (const [status, { $ref }] of Object.entries(operation.responses ?? {})) {
    const name = /^#\/responses\/(.*)$/.exec($ref ?? '')?.[1];
    const shared = document.responses?.[name];
    if (shared) operation.responses[status] = structuredClone(shared);
  }
  const responses = Object.entries(operation.responses ?? {});
  // It gives a file the structured types of the failures, too.
  if (responses.some(([, response]) => response.schema?.type === 'file')) {
    operation.produces = operation.produces.filter((type) => !isStructured(type));
    if (!operation.produces.length) operation.produces = ['application/octet-stream'];
  }
  // It has failures as bytes or text where the success is that, whatever their schema is.
  if (!operation.produces.some(isStructured)) {
    for (const [status, response] of responses) {
      if (status >= '4') delete response.schema;
    }
  }
  // It makes content of an example where no schema says that there is any.
  for (const [, response] of responses) delete response.examples;
  // It knows no schemes of an operation.
  delete operation.schemes;
}

function evenOutParameters(document, item, operation) {
  // It forgets the bodies and the fields that a path declares for all of its operations.
  const resolved = (one) => {
    const name = /^#\/parameters\/(.*)$/.exec(one.$ref ?? '')?.[1];
    return (name && document.parameters?.[name]) || one;
  };
  const isBody = (one) => ['body', 'formData'].includes(resolved(one).in);
  const own = operation.parameters ?? [];
  const hasBody = own.some((one) => resolved(one).in === 'body');
  const isOverridden = (one) => {
    const { name, in: place } = resolved(one);
    const same = (other) => resolved(other).name === name && resolved(other).in === place;
    return own.some(same) || (place === 'body' && hasBody);
  };
  const shared = (item.parameters ?? []).filter((one) => isBody(one) && !isOverridden(one));
  const all = [...shared, ...own].map((one) => (isBody(one) ? structuredClone(resolved(one)) : one));
  // OpenAPI 3.0 ignores a parameter that is the header `Authorization`, and Swagger 2.0 does not.
  const isCredential = ({ name, in: place }) => place === 'header' && /^authorization$/i.test(name);
  operation.parameters = all.filter((one) => !isCredential(resolved(one)));
}

// It reads `collectionFormat` of queries alone, has no word for tabs, loses lists of lists, and
// takes files in lists for anything.
function evenOutLists(node) {
  if (node.type !== 'array') return;
  if (node.items?.type === 'file') node.items = { type: 'string', format: 'binary' };
  if (node.in === 'formData') node.collectionFormat = 'multi';
  else if (node.in !== 'query' || node.collectionFormat === 'tsv') delete node.collectionFormat;
  if (typeof node.in === 'string' && node.items?.type === 'array') node.items = { type: 'string' };
}

function evenOut(document) {
  evenOutServers(document);
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of METHODS.filter((method) => item[method])) {
      evenOutParameters(document, item, item[method]);
      evenOutTypes(document, item[method]);
    }
    if (item.parameters) {
      item.parameters = item.parameters.filter((one) => {
        const shared = document.parameters?.[one.$ref?.split('/').pop()] ?? one;
        return !['body', 'formData'].includes(shared.in);
      });
    }
  }
  each(document, (node) => {
    evenOutLists(node);
    // It keeps `x-nullable` as an extension beside a `$ref`, which says nothing there.
    if (typeof node.$ref === 'string') delete node['x-nullable'];
    // It calls what a `$ref` into paths leads to `schema1` and so on.
    if (node.$ref?.startsWith?.('#/paths/')) {
      const steps = node.$ref.slice(2).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
      const target = steps.reduce((found, step) => found?.[step], document);
      delete node.$ref;
      Object.assign(node, structuredClone(target));
    }
    // It knows no values of a discriminator but names.
    delete node['x-discriminator-value'];
    delete node['x-ms-discriminator-value'];
    // It reads formats to the letter.
    if (/^date-?time$/i.test(node.format)) node.format = 'date-time';
    if (node.format === 'int') node.format = 'int32';
    if (node.type === 'string' && node.format === 'boolean') delete node.format;
  });
  // Extensions among the scopes are no scopes.
  for (const scheme of Object.values(document.securityDefinitions ?? {})) {
    for (const scope of Object.keys(scheme.scopes ?? {})) {
      if (scope.startsWith('x-')) delete scheme.scopes[scope];
    }
  }
}

for (const folder of ['written', 'converted']) mkdirSync(join(out, folder), { recursive: true });
let failed = false;
for (const path of paths) {
  const document = yaml.parse(readFileSync(path, 'utf8'), { maxAliasCount: -1, merge: true });
  if (!document?.swagger) continue;
  const name = `${basename(path).replace(/\.[^.]*$/, '')}.json`;
  // Aliases are one object for many places, and each place is changed by itself.
  const plain = JSON.parse(JSON.stringify(document));
  evenOut(plain);
  const text = JSON.stringify(plain, null, 1);
  writeFileSync(join(out, 'written', name), text);
  try {
    const options = { patch: true, warnOnly: true, refSiblings: 'preserve' };
    const { openapi } = await convertObj(JSON.parse(text), options);
    writeFileSync(join(out, 'converted', name), JSON.stringify(openapi, null, 1));
  } catch (error) {
    console.error(`convert: ${path}: ${error.message}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
