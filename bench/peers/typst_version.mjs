// Prints the version of typst inside its binding, which has a version of its own.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

console.log(NodeCompiler.create({ workspace: '.' }).query({ mainFileContent: '#metadata(str(sys.version)) <v>' }, { selector: '<v>', field: 'value' })[0])
