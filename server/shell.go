package server

import "nianbao/converter"

// shell is the form of an official document that the request asks for: the file in the field shell, and 发文字号 in the parameter number,
// which goes before that of the file. nil: the report is printed by itself, or as the style says.
func (u *upload) shell() (*converter.Shell, error) {
	file, number := u.files["shell"], u.parameters["number"]
	if len(file) == 0 && number == "" {
		return nil, nil
	}
	shell := &converter.Shell{}
	if len(file) > 0 {
		var err error
		if shell, err = converter.ParseShell(file[0].Data); err != nil {
			return nil, err
		}
	}
	if number != "" {
		shell.Number = number
	}
	return shell, nil
}
