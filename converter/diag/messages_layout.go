package diag

// layoutMessages is filled by the part of the product that it is named after.
var layoutMessages = map[Code]message{}
