package diag

// docxMessages is filled by the part of the product that it is named after.
var docxMessages = map[Code]message{}
