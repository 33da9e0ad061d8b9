// What VS Code loads: starts `tocsin lsp` as the settings say, and hands it the rule files.
const { workspace, window } = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')

let client

exports.activate = async (context) => {
  const settings = workspace.getConfiguration('tocsin')
  const [command, ...args] = settings.get('server', [])
  if (!command) return
  const cwd = settings.get('serverFolder', '') || workspace.workspaceFolders?.[0]?.uri.fsPath
  client = new LanguageClient(
    'tocsin',
    'Tocsin rules',
    { command, args, options: { cwd } },
    {
      documentSelector: [{ language: 'tocsin' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.rule') },
    },
  )
  context.subscriptions.push(client)
  try {
    await client.start()
  } catch (error) {
    window.showErrorMessage(`Tocsin's language server did not start: ${error.message}. See the setting tocsin.server.`)
  }
}

exports.deactivate = () => client?.stop()
