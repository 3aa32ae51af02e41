// Validates an OpenAPI description with swagger-parser, which has no command of its own: node openapi.cjs FILE
const parser = require('@apidevtools/swagger-parser');

parser.validate(process.argv[2]).then(
  (document) => console.log('valid: ' + Object.keys(document.paths).length + ' addresses'),
  (problem) => { console.error(String(problem)); process.exitCode = 1; },
);
